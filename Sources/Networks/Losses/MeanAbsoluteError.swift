import Kernels

/// The distance of outputs from targets: an error counts as much as it is large, so outliers pull less than with squares.
///
/// loss = mean |y − t| over the outputs
struct MeanAbsoluteError: LossDescription {
    static let kerasName = "mean_absolute_error"
    static let shortNames = ["mae"]
    static let kerasPath: String? = "losses.MeanAbsoluteError"
    static let formula = "mean |y − t|"

    init(_ spec: LossSpec) {}

    func kernel(isJoined: Bool) -> LossKernels.Form? { .meanAbsoluteError }
}

extension LossKind {
    public static let meanAbsoluteError = LossKind(MeanAbsoluteError.self)
}
