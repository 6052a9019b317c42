/// Divides each step by the root of a running mean of the squared gradient (Tieleman and Hinton 2012), with Keras 3's defaults.
///
/// v ← rho · v + (1 − rho) · g²; w ← w − rate · g / √(v + epsilon)
public struct RMSprop: OptimizerDescription {
    public var learningRate = 0.001
    public var rho = 0.9
    public var momentum = 0.0
    public var epsilon = 1e-7
    public var centered = false
    public var limits = StepLimits()

    public init() {}

    static let kerasName = "rmsprop"
    static let kerasClass = "RMSprop"
    static let formula = "w ← w − rate · g / √(mean of g² + ε)"
    static let arguments: [Argument<RMSprop>] = Argument.joined(
        [
            .real("learning_rate", \.learningRate, 0...1_000, help: "length of a step"),
            .real("rho", \.rho, 0...1, help: "memory of the squared gradient"),
            .real("momentum", \.momentum, 0...1, help: "share of the last step that goes on"),
            .real("epsilon", \.epsilon, 0...1, help: "keeps the division finite"),
            .flag("centered", \.centered, help: "subtract the mean of the gradient"),
        ], limits(\.limits))
}
