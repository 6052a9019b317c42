import Datasets
import Networks
import Recipes
import Tensors

/// The builder edits one recipe.
public struct BuilderState: Hashable, Sendable {
    public enum Pane: Int, CaseIterable, Hashable, Sendable { case stack, form, palette, fit, keras }

    public var recipe = Recipe(name: "untitled", data: DataSpec(source: .catalogue("fashion-mnist-mini")), model: [])
    public var path: String?
    public var isSaved = true
    /// What is known of the data; `nil` until described.
    public var facts: DatasetFacts?
    public var pane = Pane.stack
    /// The selected layer; `model.count` is the place after the last.
    public var selection = 0
    public var undo: [Recipe] = []
    public var redo: [Recipe] = []

    public init() {}

    /// The ledger: worked out from the recipe, never stored.
    public var plan: StackPlan? {
        facts.map { StackPlan(model: recipe.model, input: $0.inputShape, classes: $0.classNames.isEmpty ? nil : $0.classNames.count) }
    }
}

/// What the builder knows of a data set.
public struct DatasetFacts: Hashable, Sendable {
    public let data: DataSpec
    public let title: String
    public let inputShape: Shape
    public let classNames: [String]
    public let trainingCount: Int
    public let testCount: Int
    /// A few examples, for the preview: inputs with their class.
    public let examples: [Example]

    public struct Example: Hashable, Sendable {
        public let input: Tensor
        public let label: Int?

        public init(input: Tensor, label: Int?) {
            self.input = input
            self.label = label
        }
    }

    public init(data: DataSpec, title: String, inputShape: Shape, classNames: [String], trainingCount: Int, testCount: Int, examples: [Example]) {
        self.data = data
        self.title = title
        self.inputShape = inputShape
        self.classNames = classNames
        self.trainingCount = trainingCount
        self.testCount = testCount
        self.examples = examples
    }
}

public enum BuilderCommand: Hashable, Sendable {
    case add, insert(LayerSpec)
    case delete, duplicate
    case moveUp, moveDown
    case undo, redo
    case save, open, new
    case train
    case repair(Int)
    case select(Int)
    case chooseData
    case previewData
    case copyKeras
}
