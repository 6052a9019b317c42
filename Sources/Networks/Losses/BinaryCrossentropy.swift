import Kernels
import Tensors

/// How surprised each output is by its own yes or no, or by a share between them, such as a pixel's grey.
///
/// loss = −mean (t ln y + (1 − t) ln (1 − y)) over the outputs; with label_smoothing s t is t (1 − s) + s / 2. Behind sigmoid it is worked out
/// from the sums before it, of other outputs with y kept within 1e-7 of 0 and 1.
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
                "binary_crossentropy asks each output for a yes or no of its own, but those of softmax share one: choose categorical_crossentropy, or end with sigmoid.",
                repair: .sigmoid)
        default: LossRemark(.attention, "binary_crossentropy expects values from 0 to 1: end with sigmoid.", repair: .sigmoid)
        }
    }
}
