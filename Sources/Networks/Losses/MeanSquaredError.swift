import Kernels

/// The squared difference between outputs and targets: large errors count most.
///
/// loss = mean (y − t)² over the outputs
struct MeanSquaredError: LossDescription, PlainForm {
    static let kerasName = "mean_squared_error"
    static let shortNames = ["mse"]
    static let formula = "mean (y − t)²"

    func kernel(isJoined: Bool) -> LossKernels.Form? { .meanSquaredError }
}
