import Kernels

/// How far outputs and targets point in the same direction, whatever their lengths; −1 where they do.
///
/// loss = −Σ y t / (|y| |t|) over the outputs, with lengths of at least 1e-7
struct CosineSimilarity: LossDescription, PlainForm {
    static let kerasName = "cosine_similarity"
    static let formula = "−cos of the angle between y and t"

    func kernel(isJoined: Bool) -> LossKernels.Form? { .cosineSimilarity }
}
