import Tensors

/// The function that a layer applies to each of its sums (softmax: to each row of them).
public enum Activation: String, CaseIterable, Hashable, Sendable, Codable {
    case linear, relu, sigmoid, tanh, softmax
}

/// An activation as a layer of its own.
public struct ActivationLayer: LayerDescription {
    public var activation = Activation.relu

    public init() {}

    public init(_ activation: Activation) {
        self.activation = activation
    }

    public static let kerasName = "Activation"
    public static let family = LayerFamily.dense
    public static let summary = "bends each value"
    public static let formula = "y = activation(x)"
    public static let arguments: [Argument<ActivationLayer>] = [
        .choice("activation", \.activation, help: "which function")
    ]

    public func plan(input: Shape, classes: Int?) throws(LayerProblem) -> LayerFigures {
        LayerFigures(output: input, flops: input.count)
    }
}
