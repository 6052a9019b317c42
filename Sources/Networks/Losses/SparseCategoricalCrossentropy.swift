import Kernels

/// How surprised the predicted probabilities are by the right class, whose number is the target.
///
/// loss = −ln p[t]. Behind softmax it is worked out from the sums before it, of other outputs with p = y / Σ y kept within 1e-7 of 0 and 1.
struct SparseCategoricalCrossentropy: CategoricalLoss, PlainForm {
    static let kerasName = "sparse_categorical_crossentropy"
    static let formula = "−ln p of the right class"
    static let help = "\(formula): class numbers, softmax"
    static let targetForm = TargetForm.classNumbers
    static let targetDomain = TargetDomain.classNumbers

    func kernel(isJoined: Bool) -> LossKernels.Form? { .crossEntropy(smoothing: 0, isJoined: isJoined) }
}
