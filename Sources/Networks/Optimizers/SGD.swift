/// Gradient descent, optionally with momentum and Nesterov's look-ahead.
///
/// w ← w − rate · g; with momentum m: v ← m · v − rate · g, then w ← w + v (Nesterov: w ← w + m · v − rate · g). As in Keras 3.
public struct SGD: OptimizerDescription {
    /// The factor of each step; a schedule takes its place.
    public var learningRate = 0.01
    /// The share of the last step that is added to the next.
    public var momentum = 0.0
    /// Whether the momentum looks one step ahead (Nesterov 1983).
    public var nesterov = false
    /// Weight decay, and bounds on the gradients.
    public var limits = StepLimits()

    /// Keras' defaults: rate 0.01, no momentum.
    public init() {}

    static let kerasName = "sgd"
    static let kerasClass = "SGD"
    static let formula = "w ← w − rate · g"
    static let arguments: [Argument<SGD>] = Argument.joined(
        [
            .real("learning_rate", \.learningRate, 0...1_000, help: "size of a step"),
            .real("momentum", \.momentum, 0...1, help: "share of the last step that is added to the next"),
            .flag("nesterov", \.nesterov, help: "let the momentum look one step ahead"),
        ], limits(\.limits))
}
