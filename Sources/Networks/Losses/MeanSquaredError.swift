import Kernels

/// The squared distance of outputs from targets: large errors count most.
///
/// loss = mean (y − t)² over the outputs
struct MeanSquaredError: LossDescription {
    static let kerasName = "mean_squared_error"
    static let shortNames = ["mse"]
    static let kerasPath: String? = "losses.MeanSquaredError"
    static let formula = "mean (y − t)²"

    init(_ spec: LossSpec) {}

    func kernel(isJoined: Bool) -> LossKernels.Form? { .meanSquaredError }
}

extension LossKind {
    public static let meanSquaredError = LossKind(MeanSquaredError.self)
}
