/// Adam with the largest gradient in place of the mean square (Kingma and Ba 2015, section 7).
///
/// m as in Adam; u ← max(beta_2 · u, |g|); w ← w − rate / (1 − beta_1ᵗ) · m / (u + epsilon)
public struct Adamax: OptimizerDescription {
    public var learningRate = 0.001
    public var beta1 = 0.9
    public var beta2 = 0.999
    public var epsilon = 1e-7
    public var limits = StepLimits()

    public init() {}

    static let kerasName = "adamax"
    static let kerasClass = "Adamax"
    static let formula = "w ← w − rate · m̂ / (max |g| + ε)"
    static let arguments: [Argument<Adamax>] = Argument.joined(
        [
            .real("learning_rate", \.learningRate, 0...1_000, help: "length of a step"),
            .real("beta_1", \.beta1, 0...1, includesUpper: false, help: "memory of the gradient"),
            .real("beta_2", \.beta2, 0...1, includesUpper: false, help: "memory of the largest gradient"),
            .real("epsilon", \.epsilon, 0...1, help: "keeps the division finite"),
        ], limits(\.limits))
}
