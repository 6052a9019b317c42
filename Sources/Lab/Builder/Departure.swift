import Datasets
import Recipes

/// Something that replaces the stack in the builder, or leaves the lab.
enum Departure: Hashable, Sendable {
    case newStack
    case openRecipe(id: String, name: String)
    case openFile(path: String)
    /// Opens the stack of the run on the screen with remedies.
    case mendRun([RecipeEdit])
    case leave

    /// The words of an answer: "Save it, then \(purpose)."
    fileprivate var purpose: String {
        switch self {
        case .newStack: "start a new stack"
        case .openRecipe(_, let name): "open \(name)"
        case .openFile(let path): "open \(path.split(separator: "/").last ?? "the file")"
        case .mendRun: "apply the remedy to the run's stack"
        case .leave: "leave the lab"
        }
    }
}

extension State {
    /// Does it, or asks first if the stack in the builder is not saved.
    mutating func depart(_ departure: Departure) -> [Effect] {
        guard !builder.isSaved, builder.recipe != abandoned else { return goOn(departure) }
        pendingDeparture = departure
        overlay = .question(
            Question(
                title: "The stack in the builder, \(builder.recipe.name), is not saved.",
                answers: [
                    .init(key: "s", sentence: "Save it, then \(departure.purpose).", command: .builder(.saveStack)),
                    .init(key: "d", sentence: "Discard it and \(departure.purpose).", command: .builder(.discardStack)),
                    .init(key: "g", sentence: "Keep working on it.", command: .back),
                ]))
        return []
    }

    /// Does it without asking.
    private mutating func goOn(_ departure: Departure) -> [Effect] {
        pendingDeparture = nil
        if departure != .leave { abandoned = nil }
        switch departure {
        case .newStack: return newStack()
        case .openRecipe(let id, _): return [.openRecipe(id: id)]
        case .openFile(let path): return [.openRecipeFile(path: path)]
        case .mendRun(let edits): return mendRun(edits)
        case .leave: return leave()
        }
    }

    /// Handles the answer to discard the changes; the stack stays until it is replaced.
    mutating func discardStack() -> [Effect] {
        guard let departure = pendingDeparture else { return [] }
        abandoned = builder.recipe
        return goOn(departure)
    }

    /// Saves to the stack's file, or asks for one.
    mutating func saveStack() -> [Effect] {
        if let path = builder.path { return [save(to: path)] }
        overlay = .prompt(builder.savePrompt)
        return []
    }

    func save(to path: String, replaces: Bool? = nil) -> Effect {
        .saveRecipe(builder.recipe, path: path, recipeFolder: builder.recipeFolder, replaces: replaces ?? (path == builder.path))
    }

    /// Asks whether to replace an existing file.
    mutating func askToReplace(_ path: String) {
        overlay = .question(
            Question(
                title: "\(path) exists.",
                answers: [
                    .init(key: "r", sentence: "Replace it.", command: .builder(.replaceFile(path: path))),
                    .init(key: "n", sentence: "Save under another name.", command: .builder(.renameFile(path: path))),
                    .init(key: "g", sentence: "Don't save it.", command: .back),
                ]))
    }

    /// The stack in the builder if it would be lost, and the folder to which its paths are relative.
    public var unsavedStack: (recipe: Recipe, folder: String?)? {
        builder.isSaved || builder.recipe.model.isEmpty || builder.recipe == abandoned ? nil : (builder.recipe, builder.recipeFolder)
    }

    /// Takes note that the stack was saved, and does what waited for that.
    mutating func saved(_ saved: SavedRecipe) -> [Effect] {
        let changesData = builder.settle(saved)
        tell(.good, changesData ? "Saved \(saved.path) with absolute paths to its data, because it is in another folder." : "Saved \(saved.path)")
        let effects = changesData ? describeData() : []
        return effects + (pendingDeparture.map { depart($0) } ?? [])  // which asks again if the stack was changed in the meantime
    }
}

/// A recipe that was written to a file.
public struct SavedRecipe: Hashable, Sendable {
    /// The recipe as it was in the builder.
    public let original: Recipe
    public let path: String
    /// The file's folder, and the one to which the recipe's paths were relative; both absolute.
    public let folder: String
    public let formerFolder: String

    public init(original: Recipe, path: String, folder: String, formerFolder: String) {
        self.original = original
        self.path = path
        self.folder = folder
        self.formerFolder = formerFolder
    }

    /// The recipe as written to the file: with absolute paths if that is in another folder.
    public var written: Recipe { moved(original) }

    fileprivate func moved(_ recipe: Recipe) -> Recipe {
        guard folder != formerFolder else { return recipe }
        var recipe = recipe
        recipe.data.source = recipe.data.source.resolved(from: formerFolder)
        return recipe
    }

    fileprivate func move(_ recipes: inout [Recipe]) { recipes = recipes.map(moved) }
}

extension BuilderState {
    /// Takes over the recipe's new file; returns `true` where its paths were changed.
    fileprivate mutating func settle(_ saved: SavedRecipe) -> Bool {
        path = saved.path
        recipeFolder = saved.folder
        kept = saved.written
        saved.move(&undo)
        saved.move(&redo)
        let before = recipe.data
        recipe = saved.moved(recipe)
        return recipe.data != before
    }

    var savePrompt: Prompt { Prompt(title: "save as", purpose: SaveRecipe(), suggestion: path ?? suggestedPath) }

    private var suggestedPath: String {
        let plain = recipe.name.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }
        return String(plain).split(separator: "-").joined(separator: "-") + ".yaml"
    }
}
