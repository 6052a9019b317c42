import Kernels

/// The distance of outputs from targets: an error counts as much as it is large, so outliers pull less than with squares.
///
/// loss = mean |y − t| over the outputs
public struct MeanAbsoluteError: LossDescription {
    public static let kerasName = "mean_absolute_error"
    public static let shortNames = ["mae"]
    public static let kerasPath: String? = "losses.MeanAbsoluteError"
    public static let formula = "mean |y − t|"

    public init(_ spec: LossSpec) {}

    public func kernel(isJoined: Bool) -> LossKernels.Form? { .meanAbsoluteError }
}

extension LossKind {
    public static let meanAbsoluteError = LossKind(MeanAbsoluteError.self)
}
