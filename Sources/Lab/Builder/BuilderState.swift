import Datasets
import Exchange
import Networks
import Recipes

/// The builder edits one recipe.
public struct BuilderState: Page {
    public enum Pane: Int, CaseIterable, Hashable, Sendable { case stack, form, palette, fit }

    public internal(set) var recipe = BuilderState.empty
    /// The file of the recipe; `nil` for a new one and for one of the library, which is not overwritten.
    public internal(set) var path: String?
    /// The folder to which the recipe's paths are relative.
    var recipeFolder: String?
    /// The recipe as it was saved or opened; for a new stack, the empty one.
    var kept = BuilderState.empty
    /// What is known about the data; `nil` until it has been read.
    public internal(set) var facts: DatasetFacts?
    /// Why the recipe's data can't be read, in one sentence; `nil` where nothing is known to be wrong.
    public internal(set) var dataProblem: String?
    /// The changes to the recipe with which the data can be read; used only while it can't be.
    var dataRepairs: [Repair] = []
    /// The columns of the table that was read last, even if its rows can't be read.
    var tableColumns: TableColumns?
    /// Whether to ask for the target when the table that was just chosen has been read.
    var asksForTarget = false
    public internal(set) var pane = Pane.stack
    /// The index of the selected layer.
    public internal(set) var selection = 0
    /// The selected row of the focused form.
    public internal(set) var field = 0
    /// The index of the selected layer of the palette.
    public internal(set) var paletteSelection = 0
    /// The text that searches the palette; `nil` while there is no search.
    public internal(set) var search: TextField?
    /// The folder of the run whose stack this is with a remedy applied; `nil` for other stacks.
    var mendedRun: String?
    /// Whether examples of the data are shown instead of the Keras program.
    public internal(set) var showsData = false
    var undo: [Recipe] = []
    var redo: [Recipe] = []

    public init() {}

    /// The recipe of a new stack.
    static let empty: Recipe = {
        var recipe = Recipe(name: "untitled", data: DataSpec(source: .catalogue("fashion-mnist-mini")), model: [])
        recipe.fit.epochs = 10
        recipe.fit.batchSize = 64
        recipe.fit.validationSplit = 0.1
        return recipe
    }()

    /// The facts, if they are those of the recipe's present data; noise, augmentation and weights don't change them.
    public var currentFacts: DatasetFacts? { facts.flatMap { $0.areOf(recipe) ? $0 : nil } }

    private var dataFacts: DataFacts? {
        currentFacts.map {
            DataFacts(
                input: $0.inputShape, classes: $0.classNames.isEmpty ? nil : $0.classNames.count, target: $0.target, vocabulary: $0.vocabulary, numbers: $0.targetNumbers,
                hasOwnValidation: $0.hasOwnValidation)
        }
    }

    /// The check of the recipe on its data, computed each time; `nil` while the data is not known.
    public var check: RecipeCheck? { dataFacts.map { RecipeCheck(recipe, $0) } }

    /// What the repair keys would do, and for which finding; `nil` where there is nothing to repair.
    public var offer: RepairOffer? { dataFacts.flatMap { RepairOffer(recipe, $0) } }

    /// The repairs of the first problem, of the first finding that has some, or of data that can't be read.
    public var repairs: [Repair] { currentFacts == nil && dataProblem != nil ? dataRepairs : offer?.repairs ?? [] }

    /// The recipe as a Keras program.
    public var keras: KerasProgram {
        KerasProgram(recipe, input: currentFacts?.inputShape, sizes: check?.plan.sizes ?? DataSizes())
    }

    /// The columns of the recipe's table; empty until it has been read.
    var columns: [String] {
        let known = [tableColumns, facts.map { TableColumns(data: $0.data, names: $0.columns) }].compactMap { $0 }
        return known.first { !$0.names.isEmpty && $0.data.readsTable(of: recipe.data) }?.names ?? []
    }

    /// Whether nothing would be lost if the stack were replaced.
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
    /// The spec without noise, augmentation and weights, which don't change shapes and classes.
    var plain: DataSpec {
        var plain = self
        (plain.noise, plain.augment, plain.classWeight) = (nil, nil, nil)
        return plain
    }
}

/// The columns of a table, with the data that it belongs to.
struct TableColumns: Hashable, Sendable {
    let data: DataSpec
    let names: [String]
}
