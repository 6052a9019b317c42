import Kernels

/// How much outputs and targets point the same way, whatever their lengths; −1 where they do.
///
/// loss = −Σ y t / (|y| |t|) over the outputs, the lengths kept above 1e-7
struct CosineSimilarity: LossDescription, PlainForm {
    static let kerasName = "cosine_similarity"
    static let formula = "−cos of the angle between y and t"

    func kernel(isJoined: Bool) -> LossKernels.Form? { .cosineSimilarity }
}
