import Kernels

/// The squared error by the ratio of output and target, for targets of several orders of magnitude.
///
/// loss = mean (ln (1 + y) − ln (1 + t))² over the outputs, y and t kept above 1e-7
public struct MeanSquaredLogarithmicError: LossDescription {
    public static let kerasName = "mean_squared_logarithmic_error"
    public static let shortNames = ["msle"]
    public static let kerasPath: String? = "losses.MeanSquaredLogarithmicError"
    public static let formula = "mean (ln (1 + y) − ln (1 + t))²"
    public static let targetDomain = TargetDomain.atLeast(0)

    public init(_ spec: LossSpec) {}

    public func kernel(isJoined: Bool) -> LossKernels.Form? { .meanSquaredLogarithmicError }
}

extension LossKind {
    public static let meanSquaredLogarithmicError = LossKind(MeanSquaredLogarithmicError.self)
}
