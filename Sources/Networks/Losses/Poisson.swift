import Kernels

/// The Poisson distribution's negative log-likelihood of counts, less what does not depend on the outputs.
///
/// loss = mean (y − t ln y) over the outputs, 1e-7 added within the logarithm
struct Poisson: LossDescription {
    static let kerasName = "poisson"
    static let kerasPath: String? = "losses.Poisson"
    static let formula = "mean (y − t ln y)"
    static let help = "\(formula): counts"
    static let targetDomain = TargetDomain.atLeast(0)

    init(_ spec: LossSpec) {}

    func kernel(isJoined: Bool) -> LossKernels.Form? { .poisson }
}

extension LossKind {
    public static let poisson = LossKind(Poisson.self)
}
