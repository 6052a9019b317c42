import Datasets
import Recipes

/// What takes the stack out of the builder.
enum Departure: Hashable, Sendable {
    case newStack
    case openRecipe(id: String, name: String)
    case openFile(path: String)
    /// The stack of the run on the screen comes, with a remedy.
    case mendRun([RecipeEdit])
    case leave

    /// What an answer says will happen: "Save it, then \(purpose)."
    fileprivate var purpose: String {
        switch self {
        case .newStack: "begin a new stack"
        case .openRecipe(_, let name): "open \(name)"
        case .openFile(let path): "open \(path.split(separator: "/").last ?? "the file")"
        case .mendRun: "apply the remedy to the run's stack"
        case .leave: "leave"
        }
    }
}

extension State {
    /// Does it where nothing is lost, and asks first where the stack in the builder is not saved.
    mutating func depart(_ departure: Departure) -> [Effect] {
        guard !builder.isSaved, builder.recipe != abandoned else { return goOn(departure) }
        pendingDeparture = departure
        overlay = .question(
            Question(
                title: "The stack in the builder, \(builder.recipe.name), is not saved.",
                answers: [
                    .init(key: "s", sentence: "Save it, then \(departure.purpose).", command: .builder(.saveStack)),
                    .init(key: "d", sentence: "Discard it and \(departure.purpose).", command: .builder(.discardStack)),
                    .init(key: "g", sentence: "Go on with it.", command: .back),
                ]))
        return []
    }

    /// The stack may go.
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

    /// The answer that the changes may be lost; the stack itself stays until something takes its place.
    mutating func discardStack() -> [Effect] {
        guard let departure = pendingDeparture else { return [] }
        abandoned = builder.recipe
        return goOn(departure)
    }

    /// Saves to the file that the stack came from, or asks for one.
    mutating func saveStack() -> [Effect] {
        if let path = builder.path { return [save(to: path)] }
        overlay = .prompt(builder.savePrompt)
        return []
    }

    func save(to path: String, replaces: Bool? = nil) -> Effect {
        .saveRecipe(builder.recipe, path: path, recipeFolder: builder.recipeFolder, replaces: replaces ?? (path == builder.path))
    }

    /// A file stands where the stack is to be saved.
    mutating func askToReplace(_ path: String) {
        overlay = .question(
            Question(
                title: "\(path) exists.",
                answers: [
                    .init(key: "r", sentence: "Replace it.", command: .builder(.replaceFile(path: path))),
                    .init(key: "n", sentence: "Save under another name.", command: .builder(.renameFile(path: path))),
                    .init(key: "g", sentence: "Go on without saving.", command: .back),
                ]))
    }

    /// The stack in the builder where it would be lost now, and the folder that its paths start from.
    public var unsavedStack: (recipe: Recipe, folder: String?)? {
        builder.isSaved || builder.recipe.model.isEmpty || builder.recipe == abandoned ? nil : (builder.recipe, builder.recipeFolder)
    }

    /// The stack is in its file; what waited for that goes on.
    mutating func saved(_ saved: SavedRecipe) -> [Effect] {
        let changesData = builder.settle(saved)
        tell(.good, changesData ? "Saved \(saved.path); its data's paths are absolute now, as it lies in another folder." : "Saved \(saved.path)")
        let effects = changesData ? describeData() : []
        return effects + (pendingDeparture.map { depart($0) } ?? [])  // which asks again where the stack was changed meanwhile
    }
}

/// A recipe that was written to a file.
public struct SavedRecipe: Hashable, Sendable {
    /// As it was in the builder.
    public let original: Recipe
    public let path: String
    /// The file's folder, and the one that the recipe's paths started from, both absolute.
    public let folder: String
    public let formerFolder: String

    public init(original: Recipe, path: String, folder: String, formerFolder: String) {
        self.original = original
        self.path = path
        self.folder = folder
        self.formerFolder = formerFolder
    }

    /// As it stands in the file: in another folder its data is still found.
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
    /// Takes over where the recipe lies now; true where that changed how it names its data.
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
