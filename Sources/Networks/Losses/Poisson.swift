import Kernels

/// The Poisson distribution's negative log-likelihood of counts, less what does not depend on the outputs.
///
/// loss = mean (y − t ln y) over the outputs, 1e-7 added within the logarithm
struct Poisson: LossDescription, PlainForm {
    static let kerasName = "poisson"
    static let formula = "mean (y − t ln y)"
    static let help = "\(formula): counts"
    static let targetDomain = TargetDomain.atLeast(0)

    func kernel(isJoined: Bool) -> LossKernels.Form? { .poisson }
}
