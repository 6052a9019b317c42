import Kernels

/// The negative log-likelihood of the right class, whose index is the target.
///
/// loss = −ln p[t]. After a softmax it is computed from the sums before the softmax; after anything else from p = y / Σ y, clipped to 1e-7 … 1 − 1e-7.
struct SparseCategoricalCrossentropy: CategoricalLoss, PlainForm {
    static let kerasName = "sparse_categorical_crossentropy"
    static let formula = "−ln p of the right class"
    static let help = "\(formula): class numbers, softmax"
    static let targetForm = TargetForm.classNumbers
    static let targetDomain = TargetDomain.classNumbers

    func kernel(isJoined: Bool) -> LossKernels.Form? { .crossEntropy(smoothing: 0, isJoined: isJoined) }
}
