/// Adam with the largest gradient in place of the mean square (Kingma and Ba 2015, section 7).
///
/// m as in Adam; u ← max(beta_2 · u, |g|); w ← w − rate / (1 − beta_1ᵗ) · m / (u + epsilon)
public struct Adamax: OptimizerDescription {
    /// The factor of each step; a schedule takes its place.
    public var learningRate = 0.001
    /// The share of the running mean of gradients that is kept.
    public var beta1 = 0.9
    /// The share of the running maximum that is kept.
    public var beta2 = 0.999
    /// Added to the denominator, so that the division stays finite.
    public var epsilon = 1e-7
    /// Weight decay, and bounds on the gradients.
    public var limits = StepLimits()

    /// Keras' defaults: rate 0.001, beta_1 0.9, beta_2 0.999.
    public init() {}

    static let kerasName = "adamax"
    static let kerasClass = "Adamax"
    static let formula = "w ← w − rate · m̂ / (max |g| + ε)"
    static let arguments: [Argument<Adamax>] = Argument.joined(
        [
            .real("learning_rate", \.learningRate, 0...1_000, help: "size of a step"),
            .real("beta_1", \.beta1, 0...1, includesUpper: false, help: "share of the mean gradient that each step keeps"),
            .real("beta_2", \.beta2, 0...1, includesUpper: false, help: "share of the largest gradient that each step keeps"),
            .real("epsilon", \.epsilon, 0...1, help: "added so that the division stays finite"),
        ], limits(\.limits))
}
