import Datasets
import Exchange
import Networks
import Recipes

/// The builder edits one recipe.
public struct BuilderState: Page {
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
    /// The folder of the run whose stack this is with a remedy of health's; `nil` for any other stack.
    var mendedRun: String?
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
                recipe, input: $0.inputShape, classes: $0.classNames.isEmpty ? nil : $0.classNames.count, target: $0.target, vocabulary: $0.vocabulary,
                numbers: $0.targetNumbers, hasOwnValidation: $0.hasOwnValidation)
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

extension PageName {
    public static let build = PageName(BuilderState.self)
}

extension State {
    public internal(set) var builder: BuilderState {
        get { pages[BuilderState.self] }
        set { pages[BuilderState.self] = newValue }
    }
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
