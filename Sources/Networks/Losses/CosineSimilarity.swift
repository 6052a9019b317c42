import Kernels

/// How much outputs and targets point the same way, whatever their lengths; −1 where they do.
///
/// loss = −Σ y t / (|y| |t|) over the outputs, the lengths kept above 1e-7
public struct CosineSimilarity: LossDescription {
    public static let kerasName = "cosine_similarity"
    public static let kerasPath: String? = "losses.CosineSimilarity"
    public static let formula = "−cos of the angle between y and t"

    public init(_ spec: LossSpec) {}

    public func kernel(isJoined: Bool) -> LossKernels.Form? { .cosineSimilarity }
}

extension LossKind {
    public static let cosineSimilarity = LossKind(CosineSimilarity.self)
}
