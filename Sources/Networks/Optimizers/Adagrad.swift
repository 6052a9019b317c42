/// Divides each step by the root of all squared gradients so far (Duchi et al. 2011).
///
/// a ← a + g²; w ← w − rate · g / √(a + epsilon)
public struct Adagrad: OptimizerDescription {
    public var learningRate = 0.001
    public var initialAccumulatorValue = 0.1
    public var epsilon = 1e-7
    public var limits = StepLimits()

    public init() {}

    static let kerasName = "adagrad"
    static let kerasClass = "Adagrad"
    static let formula = "w ← w − rate · g / √(Σ g² + ε)"
    static let arguments: [Argument<Adagrad>] = Argument.joined(
        [
            .real("learning_rate", \.learningRate, 0...1_000, help: "length of a step"),
            .real("initial_accumulator_value", \.initialAccumulatorValue, 0...1e6, help: "what the sum of squares begins with"),
            .real("epsilon", \.epsilon, 0...1, help: "keeps the division finite"),
        ], limits(\.limits))
}
