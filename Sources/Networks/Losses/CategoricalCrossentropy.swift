import Kernels

/// How surprised the predicted probabilities are by the right class, where one of several classes is right.
///
/// loss = −Σ t ln p over the classes; with label_smoothing s of n classes t is t (1 − s) + s / n. Behind softmax it is worked out from the sums before it, of other outputs
/// with p = y / Σ y kept within 1e-7 of 0 and 1.
struct CategoricalCrossentropy: CategoricalLoss {
    static let kerasName = "categorical_crossentropy"
    static let formula = "−Σ t ln p"
    static let help = "\(formula): classes, softmax"
    static let parameters = [FormParameter.labelSmoothing]
    static let targetDomain = TargetDomain.range(0...1)

    private let smoothing: Float

    init(_ spec: LossSpec) { smoothing = Float(spec["label_smoothing"]) }

    func kernel(isJoined: Bool) -> LossKernels.Form? { .crossEntropy(smoothing: smoothing, isJoined: isJoined) }
}

extension FormParameter {
    /// What both cross-entropies that take rows of targets can be told.
    static let labelSmoothing = FormParameter.number("label_smoothing", 0, 0...1, help: "share of certainty that goes to the other classes")
}
