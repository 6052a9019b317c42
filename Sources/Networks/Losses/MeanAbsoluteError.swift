import Kernels

/// The distance of outputs from targets: an error counts as much as it is large, so outliers pull less than with squares.
///
/// loss = mean |y − t| over the outputs
struct MeanAbsoluteError: LossDescription, PlainForm {
    static let kerasName = "mean_absolute_error"
    static let shortNames = ["mae"]
    static let formula = "mean |y − t|"

    func kernel(isJoined: Bool) -> LossKernels.Form? { .meanAbsoluteError }
}
