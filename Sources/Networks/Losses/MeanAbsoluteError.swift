import Kernels

/// The absolute difference between outputs and targets: outliers have less influence than with squares.
///
/// loss = mean |y − t| over the outputs
struct MeanAbsoluteError: LossDescription, PlainForm {
    static let kerasName = "mean_absolute_error"
    static let shortNames = ["mae"]
    static let formula = "mean |y − t|"

    func kernel(isJoined: Bool) -> LossKernels.Form? { .meanAbsoluteError }
}
