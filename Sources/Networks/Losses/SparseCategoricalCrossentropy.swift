import Kernels

/// How surprised the predicted probabilities are by the right class, whose number is the target.
///
/// loss = −ln p[t]. Behind softmax it is worked out from the sums before it, of other outputs with p = y / Σ y kept within 1e-7 of 0 and 1.
public struct SparseCategoricalCrossentropy: CategoricalLoss {
    public static let kerasName = "sparse_categorical_crossentropy"
    public static let kerasPath: String? = "losses.SparseCategoricalCrossentropy"
    public static let formula = "−ln p of the right class"
    public static let help = "\(formula): class numbers, softmax"
    public static let targetForm = TargetForm.classNumbers
    public static let targetDomain = TargetDomain.classNumbers

    public init(_ spec: LossSpec) {}

    public func kernel(isJoined: Bool) -> LossKernels.Form? { .crossEntropy(smoothing: 0, isJoined: isJoined) }
}

extension LossKind {
    public static let sparseCategoricalCrossentropy = LossKind(SparseCategoricalCrossentropy.self)
}
