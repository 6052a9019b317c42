/// Adam (Kingma and Ba 2015) with Keras 3's defaults; epsilon is added before the correction of bias, unlike in PyTorch.
///
/// m ← m + (g − m)(1 − beta_1); v ← v + (g² − v)(1 − beta_2);
/// w ← w − rate · √(1 − beta_2ᵗ) / (1 − beta_1ᵗ) · m / (√v + epsilon)
public struct Adam: OptimizerDescription {
    /// The factor of each step; a schedule takes its place.
    public var learningRate = 0.001
    /// The share of the running mean of gradients that is kept.
    public var beta1 = 0.9
    /// The share of the running mean of squared gradients that is kept.
    public var beta2 = 0.999
    /// Added to the denominator, so that the division stays finite.
    public var epsilon = 1e-7
    /// Weight decay, and bounds on the gradients.
    public var limits = StepLimits()

    /// Keras' defaults: rate 0.001, beta_1 0.9, beta_2 0.999.
    public init() {}

    static let kerasName = "adam"
    static let kerasClass = "Adam"
    static let formula = "w ← w − rate · m̂ / (√v̂ + ε)"
    static let arguments: [Argument<Adam>] = Argument.joined(
        [
            .real("learning_rate", \.learningRate, 0...1_000, help: "size of a step"),
            .real("beta_1", \.beta1, 0...1, includesUpper: false, help: "share of the mean gradient that each step keeps"),
            .real("beta_2", \.beta2, 0...1, includesUpper: false, help: "share of the mean squared gradient that each step keeps"),
            .real("epsilon", \.epsilon, 0...1, help: "added so that the division stays finite"),
        ], limits(\.limits))
}
