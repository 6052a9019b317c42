import Kernels

/// Squared near the target and nearly straight far from it, smooth everywhere.
///
/// loss = mean ln cosh (y − t) over the outputs
struct LogCosh: LossDescription, PlainForm {
    static let kerasName = "log_cosh"
    static let shortNames = ["logcosh"]
    static let formula = "mean ln cosh (y − t)"

    func kernel(isJoined: Bool) -> LossKernels.Form? { .logCosh }
}
