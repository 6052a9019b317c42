/// Divides each step by the root of all squared gradients so far (Duchi et al. 2011).
///
/// a ← a + g²; w ← w − rate · g / √(a + epsilon)
public struct Adagrad: OptimizerDescription {
    /// The factor of each step; a schedule takes its place.
    public var learningRate = 0.001
    /// What the sum of squared gradients starts with.
    public var initialAccumulatorValue = 0.1
    /// Added within the root, so that the division stays finite.
    public var epsilon = 1e-7
    /// Weight decay, and bounds on the gradients.
    public var limits = StepLimits()

    /// Keras' defaults: rate 0.001, an accumulator of 0.1.
    public init() {}

    static let kerasName = "adagrad"
    static let kerasClass = "Adagrad"
    static let formula = "w ← w − rate · g / √(Σ g² + ε)"
    static let arguments: [Argument<Adagrad>] = Argument.joined(
        [
            .real("learning_rate", \.learningRate, 0...1_000, help: "size of a step"),
            .real("initial_accumulator_value", \.initialAccumulatorValue, 0...1e6, help: "initial value of the sum of squares"),
            .real("epsilon", \.epsilon, 0...1, help: "added so that the division stays finite"),
        ], limits(\.limits))
}
