/// Adam with decoupled weight decay (Loshchilov and Hutter 2019): w ← w − rate · weight_decay · w, then Adam's step.
public struct AdamW: OptimizerDescription {
    public var learningRate = 0.001
    public var beta1 = 0.9
    public var beta2 = 0.999
    public var epsilon = 1e-7
    public var limits = StepLimits(weightDecay: 0.004)

    public init() {}

    static let kerasName = "adamw"
    static let kerasClass = "AdamW"
    static let formula = "w ← (1 − rate · decay) w − rate · m̂ / (√v̂ + ε)"
    static let arguments: [Argument<AdamW>] = Argument.joined(
        [
            .real("learning_rate", \.learningRate, 0...1_000, help: "length of a step"),
            .real("beta_1", \.beta1, 0...1, includesUpper: false, help: "memory of the gradient"),
            .real("beta_2", \.beta2, 0...1, includesUpper: false, help: "memory of the squared gradient"),
            .real("epsilon", \.epsilon, 0...1, help: "keeps the division finite"),
        ], limits(\.limits))
}
