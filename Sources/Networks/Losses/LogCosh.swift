import Kernels

/// Squared near the target and nearly straight far from it, smooth everywhere.
///
/// loss = mean ln cosh (y − t) over the outputs
public struct LogCosh: LossDescription {
    public static let kerasName = "log_cosh"
    public static let shortNames = ["logcosh"]
    public static let kerasPath: String? = "losses.LogCosh"
    public static let formula = "mean ln cosh (y − t)"

    public init(_ spec: LossSpec) {}

    public func kernel(isJoined: Bool) -> LossKernels.Form? { .logCosh }
}

extension LossKind {
    public static let logCosh = LossKind(LogCosh.self)
}
