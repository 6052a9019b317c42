import Tensors

/// A fully connected layer: every output weighs every input.
///
/// y = activation(x · kernel + bias)
///
/// Shapes: x (in), kernel (in, units), bias (units), y (units).
public struct Dense: LayerDescription {
    public var units = Units.count(64)
    public var activation = Activation.linear
    public var usesBias = true

    public init() {}

    public init(units: Units, activation: Activation = .linear, usesBias: Bool = true) {
        self.units = units
        self.activation = activation
        self.usesBias = usesBias
    }

    public static let kerasName = "Dense"
    public static let family = LayerFamily.dense
    public static let summary = "every output weighs every input"
    public static let formula = "y = activation(x · kernel + bias)"
    public static let arguments: [Argument<Dense>] = [
        .units("units", \.units, help: "how many outputs"),
        .choice("activation", \.activation, help: "what bends the sum"),
        .flag("use_bias", \.usesBias, help: "add a bias to each output"),
    ]

    public func plan(input: Shape, classes: Int?) throws(LayerProblem) -> LayerFigures {
        guard input.rank == 1 else {
            throw LayerProblem("expects a flat input, got \(input.tuple). Put a Flatten before it.", repairs: [.insertBefore(.flatten(Flatten()))])
        }
        let units = try units.required(classes: classes, argument: "units")
        var variables = [LayerFigures.Variable("kernel", [input[0], units])]
        if usesBias { variables.append(.init("bias", [units])) }
        return LayerFigures(output: [units], variables: variables, flops: (2 * input[0] + (usesBias ? 1 : 0)) * units)
    }
}

extension Units {
    /// The number, or the reason why there is none.
    func required(classes: Int?, argument: String) throws(LayerProblem) -> Int {
        guard let number = resolved(classes: classes) else {
            throw LayerProblem("\(argument): num_classes needs data with classes, and this data has none. Write a number.")
        }
        return number
    }
}
