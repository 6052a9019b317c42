import Kernels

/// How far an output is from being on the right side by a margin of 1.
///
/// loss = mean max(0, 1 − t y) over the outputs; targets that all are 0 or 1 count as −1 and 1
public struct Hinge: LossDescription {
    public static let kerasName = "hinge"
    public static let kerasPath: String? = "losses.Hinge"
    public static let formula = "mean max(0, 1 − t y)"
    public static let help = "\(formula): targets −1 and 1"
    public static let outputMeaning = OutputMeaning.decisions
    public static let targetDomain = TargetDomain.anyOf([[-1, 1], [0, 1]])

    public init(_ spec: LossSpec) {}

    public func kernel(isJoined: Bool) -> LossKernels.Form? { .hinge(isSquared: false) }
}

extension LossKind {
    public static let hinge = LossKind(Hinge.self)
}
