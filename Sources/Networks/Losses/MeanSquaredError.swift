import Kernels

/// The squared distance of outputs from targets: large errors count most.
///
/// loss = mean (y − t)² over the outputs
public struct MeanSquaredError: LossDescription {
    public static let kerasName = "mean_squared_error"
    public static let shortNames = ["mse"]
    public static let kerasPath: String? = "losses.MeanSquaredError"
    public static let formula = "mean (y − t)²"

    public init(_ spec: LossSpec) {}

    public func kernel(isJoined: Bool) -> LossKernels.Form? { .meanSquaredError }
}

extension LossKind {
    public static let meanSquaredError = LossKind(MeanSquaredError.self)
}
