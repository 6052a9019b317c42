import Tensors

/// Examples in memory, with what the lab needs to know of them.
public struct Dataset: Sendable {
    /// The catalogue's id or the file's name.
    public let name: String
    /// The shape of one input.
    public let inputShape: Shape
    /// The names of the classes; empty where the targets are no classes.
    public let classNames: [String]
    /// What is trained on; the recipe's validation share is taken from its end.
    public let training: Examples
    /// What is kept for `evaluate`; empty where the source has no test part.
    public let test: Examples

    public init(name: String, inputShape: Shape, classNames: [String], training: Examples, test: Examples) {
        self.name = name
        self.inputShape = inputShape
        self.classNames = classNames
        self.training = training
        self.test = test
    }

    /// The number of classes, `nil` where the targets are no classes.
    public var classes: Int? { classNames.isEmpty ? nil : classNames.count }
}

/// Inputs and targets of one part of a data set. Bytes stay bytes until a batch is gathered: 60,000 images take 47 MB, not 188.
public struct Examples: Sendable {
    public let inputs: Values
    public let targets: Targets
    public let count: Int

    /// `count` × the input shape, row-major.
    public enum Values: Sendable {
        /// Each byte times `scale`.
        case bytes([UInt8], scale: Float)
        case floats([Float])
    }

    public enum Targets: Sendable {
        /// A class index an example.
        case classes([Int32])
        /// A row of numbers of this shape an example.
        case values([Float], Shape)
        /// The input itself, as in an autoencoder.
        case inputs
    }

    public init(inputs: Values, targets: Targets, count: Int) {
        self.inputs = inputs
        self.targets = targets
        self.count = count
    }
}
