/// Scales each step by the ratio of recent steps to recent gradients, so that the rate matters little (Zeiler 2012).
///
/// a ← rho · a + (1 − rho) · g²; d = g · √(s + epsilon) / √(a + epsilon); s ← rho · s + (1 − rho) · d²; w ← w − rate · d
public struct Adadelta: OptimizerDescription {
    /// The factor of each step; a schedule takes its place.
    public var learningRate = 0.001
    /// The share of the running means of squared gradients and steps that is kept.
    public var rho = 0.95
    /// Added within the roots, so that the division stays finite.
    public var epsilon = 1e-7
    /// Weight decay, and bounds on the gradients.
    public var limits = StepLimits()

    /// Keras' defaults: rate 0.001, rho 0.95.
    public init() {}

    static let kerasName = "adadelta"
    static let kerasClass = "Adadelta"
    static let formula = "w ← w − rate · g · √(mean of step² + ε) / √(mean of g² + ε)"
    static let arguments: [Argument<Adadelta>] = Argument.joined(
        [
            .real("learning_rate", \.learningRate, 0...1_000, help: "size of a step"),
            .real("rho", \.rho, 0...1, help: "share of the mean squares that each step keeps"),
            .real("epsilon", \.epsilon, 0...1, help: "added so that the division stays finite"),
        ], limits(\.limits))
}
