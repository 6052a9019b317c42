import Kernels

/// The hinge squared: small violations of the margin count less, large ones more.
///
/// loss = mean max(0, 1 − t y)² over the outputs; targets that all are 0 or 1 count as −1 and 1
public struct SquaredHinge: LossDescription {
    public static let kerasName = "squared_hinge"
    public static let kerasPath: String? = "losses.SquaredHinge"
    public static let formula = "mean max(0, 1 − t y)²"
    public static let outputMeaning = OutputMeaning.decisions
    public static let targetDomain = TargetDomain.anyOf([[-1, 1], [0, 1]])

    public init(_ spec: LossSpec) {}

    public func kernel(isJoined: Bool) -> LossKernels.Form? { .hinge(isSquared: true) }
}

extension LossKind {
    public static let squaredHinge = LossKind(SquaredHinge.self)
}
