import Kernels

/// The negative log-likelihood of counts under a Poisson distribution, without the terms that do not depend on the outputs.
///
/// loss = mean (y − t ln y) over the outputs, with 1e-7 added inside the logarithm
struct Poisson: LossDescription, PlainForm {
    static let kerasName = "poisson"
    static let formula = "mean (y − t ln y)"
    static let help = "\(formula): counts"
    static let targetDomain = TargetDomain.atLeast(0)

    func kernel(isJoined: Bool) -> LossKernels.Form? { .poisson }
}
