/// Steps as long as the recent steps and gradients say, hardly a rate to choose (Zeiler 2012).
///
/// a ← rho · a + (1 − rho) · g²; d = g · √(s + epsilon) / √(a + epsilon); s ← rho · s + (1 − rho) · d²; w ← w − rate · d
public struct Adadelta: OptimizerDescription {
    public var learningRate = 0.001
    public var rho = 0.95
    public var epsilon = 1e-7
    public var limits = StepLimits()

    public init() {}

    static let kerasName = "adadelta"
    static let kerasClass = "Adadelta"
    static let formula = "w ← w − rate · g · √(mean of step² + ε) / √(mean of g² + ε)"
    static let arguments: [Argument<Adadelta>] = Argument.joined(
        [
            .real("learning_rate", \.learningRate, 0...1_000, help: "length of a step"),
            .real("rho", \.rho, 0...1, help: "memory of steps and gradients"),
            .real("epsilon", \.epsilon, 0...1, help: "keeps the division finite"),
        ], limits(\.limits))
}
