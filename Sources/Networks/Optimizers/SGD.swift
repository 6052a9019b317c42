/// Gradient descent, with momentum and Nesterov's look-ahead where asked for.
///
/// w ← w − rate · g; with momentum m: v ← m · v − rate · g, then w ← w + v (Nesterov: w ← w + m · v − rate · g). As in Keras 3.
public struct SGD: OptimizerDescription {
    public var learningRate = 0.01
    public var momentum = 0.0
    public var nesterov = false
    public var limits = StepLimits()

    public init() {}

    static let kerasName = "sgd"
    static let kerasClass = "SGD"
    static let formula = "w ← w − rate · g"
    static let arguments: [Argument<SGD>] = Argument.joined(
        [
            .real("learning_rate", \.learningRate, 0...1_000, help: "length of a step"),
            .real("momentum", \.momentum, 0...1, help: "share of the last step that goes on"),
            .flag("nesterov", \.nesterov, help: "look ahead along the momentum"),
        ], limits(\.limits))
}
