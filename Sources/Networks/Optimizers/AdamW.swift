/// Adam with decoupled weight decay (Loshchilov and Hutter 2019): w ← w − rate · weight_decay · w, then Adam's step.
public struct AdamW: OptimizerDescription {
    /// The factor of each step; a schedule takes its place.
    public var learningRate = 0.001
    /// The share of the running mean of gradients that is kept.
    public var beta1 = 0.9
    /// The share of the running mean of squared gradients that is kept.
    public var beta2 = 0.999
    /// Added to the denominator, so that the division stays finite.
    public var epsilon = 1e-7
    /// Weight decay, and bounds on the gradients.
    public var limits = StepLimits(weightDecay: 0.004)

    /// Keras' defaults: rate 0.001, weight decay 0.004.
    public init() {}

    static let kerasName = "adamw"
    static let kerasClass = "AdamW"
    static let formula = "w ← (1 − rate · decay) w − rate · m̂ / (√v̂ + ε)"
    static let arguments: [Argument<AdamW>] = Argument.joined(
        [
            .real("learning_rate", \.learningRate, 0...1_000, help: "size of a step"),
            .real("beta_1", \.beta1, 0...1, includesUpper: false, help: "share of the mean gradient that each step keeps"),
            .real("beta_2", \.beta2, 0...1, includesUpper: false, help: "share of the mean squared gradient that each step keeps"),
            .real("epsilon", \.epsilon, 0...1, help: "added so that the division stays finite"),
        ], limits(\.limits))
}
