/// Divides each step by the root of a running mean of the squared gradient (Tieleman and Hinton 2012), with Keras 3's defaults.
///
/// v ← rho · v + (1 − rho) · g²; w ← w − rate · g / √(v + epsilon)
public struct RMSprop: OptimizerDescription {
    /// The factor of each step; a schedule takes its place.
    public var learningRate = 0.001
    /// The share of the running mean of squared gradients that is kept.
    public var rho = 0.9
    /// The share of the last step that is added to the next.
    public var momentum = 0.0
    /// Added within the root, so that the division stays finite.
    public var epsilon = 1e-7
    /// Whether the square of the mean gradient is subtracted from the mean square.
    public var centered = false
    /// Weight decay, and bounds on the gradients.
    public var limits = StepLimits()

    /// Keras' defaults: rate 0.001, rho 0.9, no momentum.
    public init() {}

    static let kerasName = "rmsprop"
    static let kerasClass = "RMSprop"
    static let formula = "w ← w − rate · g / √(mean of g² + ε)"
    static let arguments: [Argument<RMSprop>] = Argument.joined(
        [
            .real("learning_rate", \.learningRate, 0...1_000, help: "size of a step"),
            .real("rho", \.rho, 0...1, help: "share of the mean squared gradient that each step keeps"),
            .real("momentum", \.momentum, 0...1, help: "share of the last step that is added to the next"),
            .real("epsilon", \.epsilon, 0...1, help: "added so that the division stays finite"),
            .flag("centered", \.centered, help: "subtract the mean of the gradient"),
        ], limits(\.limits))
}
