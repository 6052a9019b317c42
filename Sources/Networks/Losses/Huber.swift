import Kernels

/// Squared near the target and straight beyond `delta`, so that outliers pull no harder than at delta (Huber 1964).
///
/// loss = mean over the outputs of ½ d² where |d| ≤ delta, delta |d| − ½ delta² beyond; d = y − t
struct Huber: LossDescription {
    static let kerasName = "huber"
    static let formula = "½ d² near the target, straight beyond delta"
    static let parameters: [FormParameter] = [.number("delta", 1, 1e-9...1e9, help: "up to this difference squared, beyond it straight")]

    private let delta: Float

    init(_ spec: LossSpec) { delta = Float(spec["delta"]) }

    func kernel(isJoined: Bool) -> LossKernels.Form? { .huber(delta: delta) }
}
