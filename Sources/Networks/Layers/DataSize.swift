import Tensors

/// A number that a recipe leaves to its data, by its name.
public enum DataSize: String, CaseIterable, Hashable, Sendable {
    /// How many classes the targets have.
    case classes = "num_classes"
    /// How many outputs the loss needs for the targets.
    case outputs = "num_outputs"
    /// How many symbols the inputs have.
    case vocabulary

    /// What there are so many of.
    public var word: String {
        switch self {
        case .classes: "classes"
        case .outputs: "outputs"
        case .vocabulary: "symbols"
        }
    }

    /// Why there is no such number, and what to do, to follow the argument's name.
    var absence: String {
        switch self {
        case .classes:
            "num_classes needs data with classes, and this data has none. Write a number, or give targets that are classes: names in a table, whole numbers (.astype('int32')) in an array."
        case .outputs: "num_outputs needs a loss that compares outputs with targets, and there is none. Write a number, or give compile such a loss: mean_squared_error."
        case .vocabulary: "vocabulary needs data of symbols, and this data has none. Write a number, or give data of symbols, such as a text with one_hot off."
        }
    }
}

/// What a data set, with the loss, says of these numbers.
public struct DataSizes: Hashable, Sendable {
    public let classes: Int?
    /// The shape of a sample's outputs that the loss needs.
    public let outputs: Shape?
    public let vocabulary: Int?

    public init(classes: Int? = nil, outputs: Shape? = nil, vocabulary: Int? = nil) {
        self.classes = classes
        self.outputs = outputs
        self.vocabulary = vocabulary
    }

    /// The number for a layer with inputs of a shape; `nil` where the data does not say it. A layer that works step by step gives the outputs of one step, a layer of a flat input
    /// all of them.
    public func number(of size: DataSize, on input: Shape) -> Int? {
        switch size {
        case .classes: classes
        case .outputs: input.rank > 1 ? outputs?.dimensions.last : outputs?.checkedCount
        case .vocabulary: vocabulary
        }
    }

    /// The same for a layer that is applied to each step.
    var perStep: DataSizes { DataSizes(classes: classes, outputs: outputs.map { $0.rank > 1 ? Shape(Array($0.dimensions.dropFirst())) : $0 }, vocabulary: vocabulary) }
}

extension LayerSpec {
    /// The sizes of the data that the layer, or one inside it, asks for.
    public var dataSizes: Set<DataSize> {
        arguments.reduce(into: []) { sizes, state in
            switch state.value {
            case .size(let size): sizes.insert(size)
            case .layer(let inner): sizes.formUnion(inner.dataSizes)
            default: break
            }
        }
    }

    /// The layer with a number in place of a size of the data.
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
