import Kernels

/// The squared difference of logarithms, for targets of several orders of magnitude.
///
/// loss = mean (ln (1 + y) − ln (1 + t))² over the outputs, with y and t at least 1e-7
struct MeanSquaredLogarithmicError: LossDescription, PlainForm {
    static let kerasName = "mean_squared_logarithmic_error"
    static let shortNames = ["msle"]
    static let formula = "mean (ln (1 + y) − ln (1 + t))²"
    static let targetDomain = TargetDomain.atLeast(0)

    func kernel(isJoined: Bool) -> LossKernels.Form? { .meanSquaredLogarithmicError }
}
