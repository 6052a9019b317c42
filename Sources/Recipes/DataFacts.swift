import Datasets
import Networks
import Tensors

/// What is known of the data that a recipe is checked against.
public struct DataFacts: Hashable, Sendable {
    /// The shape of a sample.
    public var input: Shape
    /// How many classes there are; `nil` where the targets stand for none.
    public var classes: Int?
    /// What a target is.
    public var target: TargetKind
    /// The number of symbols that the inputs' whole numbers stand for; `nil` where they stand for none.
    public var vocabulary: Int?
    /// Targets that are no classes, where they are known.
    public var numbers: TargetNumbers?
    /// Whether the data has a validation part of its own.
    public var hasOwnValidation: Bool

    /// What is known without reading the data, or after.
    public init(input: Shape, classes: Int?, target: TargetKind, vocabulary: Int? = nil, numbers: TargetNumbers? = nil, hasOwnValidation: Bool = false) {
        (self.input, self.classes, self.target, self.vocabulary, self.numbers, self.hasOwnValidation) = (input, classes, target, vocabulary, numbers, hasOwnValidation)
    }

    /// What is known of data that has been read.
    public init(_ dataset: Dataset) {
        self.init(
            input: dataset.inputShape, classes: dataset.classes, target: TargetKind(dataset), vocabulary: dataset.vocabulary, hasOwnValidation: dataset.validation != nil)
    }
}
