import Kernels

/// The negative log-likelihood of the right class, where one of several classes is right.
///
/// loss = −Σ t ln p over the classes; with label_smoothing s and n classes, t becomes t (1 − s) + s / n. After a softmax it is computed from the sums before the softmax; after
/// anything else from p = y / Σ y, clipped to 1e-7 … 1 − 1e-7.
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
    /// The parameter of both cross-entropies that take rows of targets.
    static let labelSmoothing = FormParameter.number("label_smoothing", 0, 0...1, help: "share of each target spread evenly over all classes")
}
