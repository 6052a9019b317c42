import Tensors

/// A number that a recipe leaves to its data, under the name that the recipe uses.
public enum DataSize: String, CaseIterable, Hashable, Sendable {
    /// How many classes the targets have.
    case classes = "num_classes"
    /// How many outputs the loss needs for the targets.
    case outputs = "num_outputs"
    /// How many symbols the inputs have.
    case vocabulary

    /// What is counted, in the plural: "classes".
    public var word: String {
        switch self {
        case .classes: "classes"
        case .outputs: "outputs"
        case .vocabulary: "symbols"
        }
    }

    /// Why the data has no such number, and what to do; it follows the argument's name in a message.
    var absence: String {
        switch self {
        case .classes:
            "num_classes needs data with classes, and this data has none. Write a number, or give targets that are classes: names in a table, whole numbers (.astype('int32')) in an array."
        case .outputs: "num_outputs needs a loss that compares outputs with targets, and there is none. Write a number, or give compile such a loss: mean_squared_error."
        case .vocabulary: "vocabulary needs data of symbols, and this data has none. Write a number, or give data of symbols, such as a text with one_hot off."
        }
    }
}

/// The sizes that a data set, together with the loss, determines; `nil` for those that it does not.
public struct DataSizes: Hashable, Sendable {
    /// How many classes the targets have.
    public let classes: Int?
    /// The shape of a sample's outputs that the loss needs.
    public let outputs: Shape?
    /// How many symbols the inputs have.
    public let vocabulary: Int?

    /// What is left out is unknown.
    public init(classes: Int? = nil, outputs: Shape? = nil, vocabulary: Int? = nil) {
        self.classes = classes
        self.outputs = outputs
        self.vocabulary = vocabulary
    }

    /// The size for a layer with inputs of this shape; `nil` where the data does not determine it. `outputs` is that of one step for a layer that works step by step, and of the
    /// whole sample for a layer with a flat input.
    public func number(of size: DataSize, on input: Shape) -> Int? {
        switch size {
        case .classes: classes
        case .outputs: input.rank > 1 ? outputs?.dimensions.last : outputs?.checkedCount
        case .vocabulary: vocabulary
        }
    }

    /// The sizes for a layer that is applied to each step.
    var perStep: DataSizes { DataSizes(classes: classes, outputs: outputs.map { $0.rank > 1 ? Shape(Array($0.dimensions.dropFirst())) : $0 }, vocabulary: vocabulary) }
}

extension LayerSpec {
    /// The sizes of the data that the layer's arguments, or those of a layer inside it, use.
    public var dataSizes: Set<DataSize> {
        arguments.reduce(into: []) { sizes, state in
            switch state.value {
            case .size(let size): sizes.insert(size)
            case .layer(let inner): sizes.formUnion(inner.dataSizes)
            default: break
            }
        }
    }

    /// The layer with `number` wherever it uses this size of the data.
    public func writing(_ size: DataSize, as number: Int) -> LayerSpec {
        var written = self
        for state in arguments {
            switch state.value {
            case .size(size): _ = written.set(state.name, to: .integer(number))
            case .layer(let inner): _ = written.set(state.name, to: .layer(inner.writing(size, as: number)))
            default: break
            }
        }
        return written
    }
}
