import Kernels

/// Quadratic near the target and nearly linear far from it, smooth everywhere.
///
/// loss = mean ln cosh (y − t) over the outputs
struct LogCosh: LossDescription, PlainForm {
    static let kerasName = "log_cosh"
    static let shortNames = ["logcosh"]
    static let formula = "mean ln cosh (y − t)"

    func kernel(isJoined: Bool) -> LossKernels.Form? { .logCosh }
}
