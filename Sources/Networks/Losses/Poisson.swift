import Kernels

/// The Poisson distribution's negative log-likelihood of counts, less what does not depend on the outputs.
///
/// loss = mean (y − t ln y) over the outputs, 1e-7 added within the logarithm
public struct Poisson: LossDescription {
    public static let kerasName = "poisson"
    public static let kerasPath: String? = "losses.Poisson"
    public static let formula = "mean (y − t ln y)"
    public static let help = "\(formula): counts"
    public static let targetDomain = TargetDomain.atLeast(0)

    public init(_ spec: LossSpec) {}

    public func kernel(isJoined: Bool) -> LossKernels.Form? { .poisson }
}

extension LossKind {
    public static let poisson = LossKind(Poisson.self)
}
