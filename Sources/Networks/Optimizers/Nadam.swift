/// Adam with Nesterov's momentum (Dozat 2016).
///
/// u_t = beta_1 (1 − ½ · 0.96ᵗ), U_t = Π u; m, v as in Adam;
/// w ← w − rate · (u_{t+1} m / (1 − U_{t+1}) + (1 − u_t) g / (1 − U_t)) / (√(v / (1 − beta_2ᵗ)) + epsilon)
public struct Nadam: OptimizerDescription {
    public var learningRate = 0.001
    public var beta1 = 0.9
    public var beta2 = 0.999
    public var epsilon = 1e-7
    public var limits = StepLimits()

    public init() {}

    static let kerasName = "nadam"
    static let kerasClass = "Nadam"
    static let formula = "w ← w − rate · (look-ahead m̂) / (√v̂ + ε)"
    static let arguments: [Argument<Nadam>] = Argument.joined(
        [
            .real("learning_rate", \.learningRate, 0...1_000, help: "length of a step"),
            .real("beta_1", \.beta1, 0...1, includesUpper: false, help: "memory of the gradient"),
            .real("beta_2", \.beta2, 0...1, includesUpper: false, help: "memory of the squared gradient"),
            .real("epsilon", \.epsilon, 0...1, help: "keeps the division finite"),
        ], limits(\.limits))
}
