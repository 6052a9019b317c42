import Kernels

/// Quadratic near the target and linear beyond `delta`, which limits the influence of outliers (Huber 1964).
///
/// loss = mean over the outputs of ½ d² where |d| ≤ delta, delta |d| − ½ delta² beyond; d = y − t
struct Huber: LossDescription {
    static let kerasName = "huber"
    static let formula = "½ d² near the target, linear beyond delta"
    static let parameters: [FormParameter] = [.number("delta", 1, 1e-9...1e9, help: "difference beyond which the loss is linear")]

    private let delta: Float

    init(_ spec: LossSpec) { delta = Float(spec["delta"]) }

    func kernel(isJoined: Bool) -> LossKernels.Form? { .huber(delta: delta) }
}
