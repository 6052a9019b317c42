import Tensors

/// While training, sets each value to zero with probability `rate` and scales the others by 1 / (1 − rate); otherwise the identity.
///
/// Srivastava et al. 2014, inverted as in Keras.
public struct Dropout: LayerDescription {
    public var rate = 0.5

    public init() {}

    public init(rate: Double) {
        self.rate = rate
    }

    public static let kerasName = "Dropout"
    public static let family = LayerFamily.steady
    public static let summary = "silences values at random while training"
    public static let formula = "y = x · keep / (1 − rate), keep ~ Bernoulli(1 − rate)"
    public static let arguments: [Argument<Dropout>] = [
        .real("rate", \.rate, 0...1, includesUpper: false, help: "share of the values to silence")
    ]

    public func plan(input: Shape, classes: Int?) throws(LayerProblem) -> LayerFigures {
        LayerFigures(output: input, flops: input.count)
    }
}
