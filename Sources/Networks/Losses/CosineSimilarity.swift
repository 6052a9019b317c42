import Kernels

/// How much outputs and targets point the same way, whatever their lengths; −1 where they do.
///
/// loss = −Σ y t / (|y| |t|) over the outputs, the lengths kept above 1e-7
struct CosineSimilarity: LossDescription {
    static let kerasName = "cosine_similarity"
    static let kerasPath: String? = "losses.CosineSimilarity"
    static let formula = "−cos of the angle between y and t"

    init(_ spec: LossSpec) {}

    func kernel(isJoined: Bool) -> LossKernels.Form? { .cosineSimilarity }
}

extension LossKind {
    public static let cosineSimilarity = LossKind(CosineSimilarity.self)
}
