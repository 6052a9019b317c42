import Datasets
import Networks
import Recipes
import Tensors

/// What the builder knows about a data set.
public struct DatasetFacts: Hashable, Sendable {
    public let data: DataSpec
    public let title: String
    public let inputShape: Shape
    public let target: TargetKind
    /// The names of the classes; empty where examples have no class.
    public var classNames: [String] = []
    public var trainingCount = 0
    public var testCount = 0
    /// A few examples, for the preview: inputs with their class.
    public var examples: [Example] = []
    /// The targets that are numbers; `nil` where they are classes.
    public var targetNumbers: TargetNumbers?
    /// What a person should know about how the data was read.
    public var note: String?
    /// Whether the data has a validation part of its own.
    public var hasOwnValidation = false
    /// The share of the training part that is kept for validation.
    public var validationSplit = 0.0
    /// The number of symbols that the inputs' whole numbers stand for; `nil` for other inputs, such as one-hot rows.
    public var vocabulary: Int?
    /// The columns of the table that was read; empty for other data.
    public var columns: [String] = []

    public struct Example: Hashable, Sendable {
        public let input: Tensor
        public let label: Int?

        public init(input: Tensor, label: Int?) {
            self.input = input
            self.label = label
        }
    }

    /// The facts that every data set has.
    public init(data: DataSpec, title: String, inputShape: Shape, target: TargetKind) {
        self.data = data
        self.title = title
        self.inputShape = inputShape
        self.target = target
    }

    /// Whether the facts are those of a recipe's data. Where a vocabulary or a mean is fitted, they depend on the rows kept for validation.
    func areOf(_ recipe: Recipe) -> Bool {
        data.plain == recipe.readData.plain && (validationSplit == recipe.fit.validationSplit || !recipe.data.isFitted)
    }
}
