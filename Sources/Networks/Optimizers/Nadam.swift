/// Adam with Nesterov's momentum (Dozat 2016).
///
/// u_t = beta_1 (1 − ½ · 0.96ᵗ), U_t = Π u; m, v as in Adam;
/// w ← w − rate · (u_{t+1} m / (1 − U_{t+1}) + (1 − u_t) g / (1 − U_t)) / (√(v / (1 − beta_2ᵗ)) + epsilon)
public struct Nadam: OptimizerDescription {
    /// The factor of each step; a schedule takes its place.
    public var learningRate = 0.001
    /// The share of the running mean of gradients that is kept.
    public var beta1 = 0.9
    /// The share of the running mean of squared gradients that is kept.
    public var beta2 = 0.999
    /// Added to the denominator, so that the division stays finite.
    public var epsilon = 1e-7
    /// Weight decay, and bounds on the gradients.
    public var limits = StepLimits()

    /// Keras' defaults: rate 0.001, beta_1 0.9, beta_2 0.999.
    public init() {}

    static let kerasName = "nadam"
    static let kerasClass = "Nadam"
    static let formula = "w ← w − rate · (look-ahead m̂) / (√v̂ + ε)"
    static let arguments: [Argument<Nadam>] = Argument.joined(
        [
            .real("learning_rate", \.learningRate, 0...1_000, help: "size of a step"),
            .real("beta_1", \.beta1, 0...1, includesUpper: false, help: "share of the mean gradient that each step keeps"),
            .real("beta_2", \.beta2, 0...1, includesUpper: false, help: "share of the mean squared gradient that each step keeps"),
            .real("epsilon", \.epsilon, 0...1, help: "added so that the division stays finite"),
        ], limits(\.limits))
}
