import Kernels
import Tensors

/// The negative log-likelihood of outputs that are each a yes or no, or a share between, such as the grey of a pixel.
///
/// loss = −mean (t ln y + (1 − t) ln (1 − y)) over the outputs; with label_smoothing s, t becomes t (1 − s) + s / 2. After a sigmoid it is computed
/// from the sums before the sigmoid; after anything else y is clipped to 1e-7 … 1 − 1e-7.
struct BinaryCrossentropy: LossDescription {
    static let kerasName = "binary_crossentropy"
    static let shortNames = ["bce"]
    static let formula = "−(t ln y + (1 − t) ln (1 − y))"
    static let help = "\(formula): yes or no, sigmoid"
    static let parameters = [FormParameter.labelSmoothing]
    static let outputMeaning = OutputMeaning.decisions
    static let jointActivation: Activation? = .sigmoid
    static let targetDomain = TargetDomain.range(0...1)

    private let smoothing: Float

    init(_ spec: LossSpec) { smoothing = Float(spec["label_smoothing"]) }

    func kernel(isJoined: Bool) -> LossKernels.Form? { .binaryCrossEntropy(smoothing: smoothing, isJoined: isJoined) }

    func remark(on outputs: Shape, ending: Activation?, target: TargetKind) -> LossRemark? {
        switch ending {
        case .sigmoid: LossRemark(.good, "sigmoid goes with binary_crossentropy.")
        case .softmax:
            LossRemark(
                .attention,
                "binary_crossentropy treats each output as a separate yes or no, but the outputs of softmax sum to 1: choose categorical_crossentropy, or end with sigmoid.",
                repair: .sigmoid)
        default: LossRemark(.attention, "binary_crossentropy expects values from 0 to 1: end with sigmoid.", repair: .sigmoid)
        }
    }
}
