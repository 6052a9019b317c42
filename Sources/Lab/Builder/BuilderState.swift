import Datasets
import Networks
import Recipes
import Tensors

/// The builder edits one recipe.
public struct BuilderState: Hashable, Sendable {
    public enum Pane: Int, CaseIterable, Hashable, Sendable { case stack, form, palette, fit }

    public internal(set) var recipe = BuilderState.empty
    /// The user's file; `nil` for a new recipe and for one of the library's, which is not written over.
    public internal(set) var path: String?
    /// Where the recipe's paths start from.
    var recipeFolder: String?
    /// The recipe as its file has it; a stack that was never saved is compared with the one that was begun with.
    var kept = BuilderState.empty
    /// What is known of the data; `nil` until described.
    public internal(set) var facts: DatasetFacts?
    /// Why the recipe's data can't be read; `nil` while it may.
    public internal(set) var dataProblem: String?
    /// The columns of the table that was read last; its examples may be unreadable still.
    var tableColumns: TableColumns?
    /// The target is asked for when the table that was just chosen is read.
    var asksForTarget = false
    public internal(set) var pane = Pane.stack
    /// The selected layer.
    public internal(set) var selection = 0
    /// The selected row of the focused form, and the selected layer of the palette.
    public internal(set) var field = 0
    public internal(set) var paletteSelection = 0
    /// What is typed to find a layer in the palette; `nil` when nothing is being looked for.
    public internal(set) var search: TextField?
    /// Examples of the data stand where the Keras program stood.
    public internal(set) var showsData = false
    var undo: [Recipe] = []
    var redo: [Recipe] = []

    public init() {}

    /// What a new stack begins with.
    static let empty: Recipe = {
        var recipe = Recipe(name: "untitled", data: DataSpec(source: .catalogue("fashion-mnist-mini")), model: [])
        recipe.fit.epochs = 10
        recipe.fit.batchSize = 64
        recipe.fit.validationSplit = 0.1
        return recipe
    }()

    /// The facts, when they are of the recipe's data; how examples are spoilt, moved and weighed changes none of them.
    public var currentFacts: DatasetFacts? { facts.flatMap { $0.areOf(recipe) ? $0 : nil } }

    /// The ledger and what speaks for and against the stack: worked out from the recipe, never stored.
    public var check: RecipeCheck? {
        currentFacts.map {
            RecipeCheck(
                recipe, input: $0.inputShape, classes: $0.classNames.isEmpty ? nil : $0.classNames.count, target: $0.target, vocabulary: $0.vocabulary, hasOwnValidation: $0.hasOwnValidation)
        }
    }

    /// The same experiment as a Keras program.
    public var keras: KerasProgram {
        KerasProgram(recipe, input: currentFacts?.inputShape, sizes: check?.plan.sizes ?? DataSizes())
    }

    /// The columns of the table that the recipe's data comes from; empty until it was read.
    var columns: [String] {
        let known = [tableColumns, facts.map { TableColumns(data: $0.data, names: $0.columns) }].compactMap { $0 }
        return known.first { !$0.names.isEmpty && $0.data.readsTable(of: recipe.data) }?.names ?? []
    }

    /// Nothing is lost when the stack goes.
    public var isSaved: Bool { recipe == kept }
    public var canUndo: Bool { !undo.isEmpty }
    public var canRedo: Bool { !redo.isEmpty }
}

extension DataSpec {
    /// Without what leaves shapes and classes as they are.
    var plain: DataSpec {
        var plain = self
        (plain.noise, plain.augment, plain.classWeight) = (nil, nil, nil)
        return plain
    }
}

/// The columns of a table, and the data that names it.
struct TableColumns: Hashable, Sendable {
    let data: DataSpec
    let names: [String]
}

/// What the builder knows of a data set.
public struct DatasetFacts: Hashable, Sendable {
    public let data: DataSpec
    public let title: String
    public let inputShape: Shape
    public let classNames: [String]
    public let target: TargetKind
    public let trainingCount: Int
    public let testCount: Int
    /// A few examples, for the preview: inputs with their class.
    public let examples: [Example]
    /// What a person should know of how the data was found.
    public let note: String?
    /// The data brings a validation part of its own.
    public let hasOwnValidation: Bool
    /// The share of the training part that the run was to keep for validation.
    public let validationSplit: Double
    /// How many symbols whole numbers of the inputs stand for; `nil` for inputs that are other numbers, such as rows with a one.
    public let vocabulary: Int?
    /// The columns of the table that it comes from; empty where it comes from none.
    public let columns: [String]

    public struct Example: Hashable, Sendable {
        public let input: Tensor
        public let label: Int?

        public init(input: Tensor, label: Int?) {
            self.input = input
            self.label = label
        }
    }

    public init(
        data: DataSpec, title: String, inputShape: Shape, classNames: [String], target: TargetKind, trainingCount: Int, testCount: Int, examples: [Example],
        note: String? = nil, hasOwnValidation: Bool = false, validationSplit: Double = 0, vocabulary: Int? = nil, columns: [String] = []
    ) {
        self.vocabulary = vocabulary
        self.columns = columns
        self.data = data
        self.title = title
        self.inputShape = inputShape
        self.classNames = classNames
        self.target = target
        self.trainingCount = trainingCount
        self.testCount = testCount
        self.examples = examples
        self.note = note
        self.hasOwnValidation = hasOwnValidation
        self.validationSplit = validationSplit
    }

    /// Whether they hold for a recipe's data. What a vocabulary or a mean is fitted to depends on the rows that are kept for validation.
    func areOf(_ recipe: Recipe) -> Bool {
        data.plain == recipe.readData.plain && (validationSplit == recipe.fit.validationSplit || !recipe.data.isFitted)
    }
}

public enum BuilderCommand: Hashable, Sendable {
    /// Shows the layers to choose from; inserts one behind the selected.
    case add, insert(LayerSpec)
    /// Finds a layer of the palette by its name.
    case search
    case delete, duplicate
    case moveUp, moveDown
    case undo, redo
    case save, open, new
    case train
    /// Applies a repair of the stack's problem, by its number.
    case repair(Int)
    case select(Int)
    /// Gives a pane the focus, and one of its rows the selection.
    case focus(BuilderState.Pane, Int)
    case chooseData, pickData(String), own(DataSource)
    /// Names a column of the table for a row of the data form; `nil` names none.
    case pickColumn(path: String, String?)
    /// Types the value of a row of the data form.
    case type(path: String)
    /// Shows the rows that say how the data is prepared.
    case prepareData
    case toggleData
    case copyKeras
}
