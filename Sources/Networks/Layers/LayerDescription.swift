import Tensors

/// How the builder's palette groups layers, as a course does.
public enum LayerFamily: String, CaseIterable, Sendable {
    case dense, convolve, pool, shape, recur, steady, energy
}

/// What a person writes of a layer: plain values with Keras' names and defaults, and what follows from them before anything runs.
public protocol LayerDescription: Hashable, Sendable {
    /// Keras' name of the layer: `Conv2D`.
    static var kerasName: String { get }
    static var family: LayerFamily { get }
    /// One line: what the layer does.
    static var summary: String { get }
    /// The formula, in one line of plain text: `y = activation(x · kernel + bias)`.
    static var formula: String { get }
    /// In Keras' order; the defaults are those of `init()`.
    static var arguments: [Argument<Self>] { get }

    /// Keras' defaults (and a sensible small number where Keras has none, such as `units`).
    init()

    /// What the layer makes of an input of this shape; throws the reason why it can't, and repairs.
    func plan(input: Shape, classes: Int?) throws(LayerProblem) -> LayerFigures
}

/// What is known of a layer before it runs, for one sample.
public struct LayerFigures: Hashable, Sendable {
    public var output: Shape
    /// The layer's variables in Keras' order: name and shape.
    public var variables: [Variable]
    /// Floating-point operations of one sample's forward pass, a multiply and an add counted as two.
    public var flops: Int

    public struct Variable: Hashable, Sendable {
        public let name: String
        public let shape: Shape
        public let isTrainable: Bool
        public init(_ name: String, _ shape: Shape, isTrainable: Bool = true) {
            self.name = name
            self.shape = shape
            self.isTrainable = isTrainable
        }
    }

    public init(output: Shape, variables: [Variable] = [], flops: Int = 0) {
        self.output = output
        self.variables = variables
        self.flops = flops
    }
}

/// Why a layer can't take its input: one sentence with expected, got and the repair, and the repairs as edits that one key applies.
public struct LayerProblem: Error, Hashable, Sendable {
    /// "expects a flat input, got (31, 31, 32). Put a Flatten before it." (the stack's planner adds where: "Layer 3 (Dense): …")
    public let sentence: String
    public let repairs: [Repair]

    /// An edit of the stack, relative to the layer that has the problem.
    public enum Repair: Hashable, Sendable {
        case insertBefore(LayerSpec)
        case insertAfter(LayerSpec)
        case replace(LayerSpec)
        case remove
    }

    public init(_ sentence: String, repairs: [Repair] = []) {
        self.sentence = sentence
        self.repairs = repairs
    }
}
