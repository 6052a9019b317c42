import Kernels

/// Squared near the target and nearly straight far from it, smooth everywhere.
///
/// loss = mean ln cosh (y − t) over the outputs
struct LogCosh: LossDescription {
    static let kerasName = "log_cosh"
    static let shortNames = ["logcosh"]
    static let kerasPath: String? = "losses.LogCosh"
    static let formula = "mean ln cosh (y − t)"

    init(_ spec: LossSpec) {}

    func kernel(isJoined: Bool) -> LossKernels.Form? { .logCosh }
}

extension LossKind {
    public static let logCosh = LossKind(LogCosh.self)
}
