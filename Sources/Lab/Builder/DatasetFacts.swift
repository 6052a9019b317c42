import Datasets
import Networks
import Recipes
import Tensors

/// What the builder knows of a data set.
public struct DatasetFacts: Hashable, Sendable {
    public let data: DataSpec
    public let title: String
    public let inputShape: Shape
    public let target: TargetKind
    /// Empty where examples have no class.
    public var classNames: [String] = []
    public var trainingCount = 0
    public var testCount = 0
    /// A few examples, for the preview: inputs with their class.
    public var examples: [Example] = []
    /// Targets that are no classes, as they are learnt; `nil` where they are.
    public var targetNumbers: TargetNumbers?
    /// What a person should know of how the data was found.
    public var note: String?
    /// The data brings a validation part of its own.
    public var hasOwnValidation = false
    /// The share of the training part that the run was to keep for validation.
    public var validationSplit = 0.0
    /// How many symbols whole numbers of the inputs stand for; `nil` for inputs that are other numbers, such as rows with a one.
    public var vocabulary: Int?
    /// The columns of the table that it comes from; empty where it comes from none.
    public var columns: [String] = []

    public struct Example: Hashable, Sendable {
        public let input: Tensor
        public let label: Int?

        public init(input: Tensor, label: Int?) {
            self.input = input
            self.label = label
        }
    }

    /// What every data set has; the rest is set where there is some.
    public init(data: DataSpec, title: String, inputShape: Shape, target: TargetKind) {
        self.data = data
        self.title = title
        self.inputShape = inputShape
        self.target = target
    }

    /// Whether they hold for a recipe's data. What a vocabulary or a mean is fitted to depends on the rows that are kept for validation.
    func areOf(_ recipe: Recipe) -> Bool {
        data.plain == recipe.readData.plain && (validationSplit == recipe.fit.validationSplit || !recipe.data.isFitted)
    }
}
