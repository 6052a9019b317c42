import Kernels

/// The squared error by the ratio of output and target, for targets of several orders of magnitude.
///
/// loss = mean (ln (1 + y) − ln (1 + t))² over the outputs, y and t kept above 1e-7
struct MeanSquaredLogarithmicError: LossDescription {
    static let kerasName = "mean_squared_logarithmic_error"
    static let shortNames = ["msle"]
    static let kerasPath: String? = "losses.MeanSquaredLogarithmicError"
    static let formula = "mean (ln (1 + y) − ln (1 + t))²"
    static let targetDomain = TargetDomain.atLeast(0)

    init(_ spec: LossSpec) {}

    func kernel(isJoined: Bool) -> LossKernels.Form? { .meanSquaredLogarithmicError }
}

extension LossKind {
    public static let meanSquaredLogarithmicError = LossKind(MeanSquaredLogarithmicError.self)
}
