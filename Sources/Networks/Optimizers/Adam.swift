/// Adam (Kingma and Ba 2015) with Keras 3's defaults; its epsilon is not corrected for bias, unlike PyTorch's.
///
/// m ← m + (g − m)(1 − beta_1); v ← v + (g² − v)(1 − beta_2);
/// w ← w − rate · √(1 − beta_2ᵗ) / (1 − beta_1ᵗ) · m / (√v + epsilon)
public struct Adam: OptimizerDescription {
    public var learningRate = 0.001
    public var beta1 = 0.9
    public var beta2 = 0.999
    public var epsilon = 1e-7
    public var limits = StepLimits()

    public init() {}

    static let kerasName = "adam"
    static let kerasClass = "Adam"
    static let formula = "w ← w − rate · m̂ / (√v̂ + ε)"
    static let arguments: [Argument<Adam>] = Argument.joined(
        [
            .real("learning_rate", \.learningRate, 0...1_000, help: "length of a step"),
            .real("beta_1", \.beta1, 0...1, includesUpper: false, help: "memory of the gradient"),
            .real("beta_2", \.beta2, 0...1, includesUpper: false, help: "memory of the squared gradient"),
            .real("epsilon", \.epsilon, 0...1, help: "keeps the division finite"),
        ], limits(\.limits))
}
