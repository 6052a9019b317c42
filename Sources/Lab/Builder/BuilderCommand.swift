import Datasets
import Networks
import Recipes

public enum BuilderCommand: PageCommand {
    /// Shows the palette of layers; inserts a layer after the selected one.
    case add, insert(LayerSpec)
    /// Finds a layer of the palette by its name.
    case search
    case delete, duplicate
    case moveUp, moveDown
    case undo, redo
    case save, open, new
    /// Answers to the question whether to save an unsaved stack.
    case saveStack, discardStack
    /// Answers where a file with this name exists: replaces it, or asks for another name.
    case replaceFile(path: String), renameFile(path: String)
    case train
    /// Trains the stack, paused before its first batch.
    case trainPaused
    /// Applies a repair of the stack's problem, by its index.
    case repair(Int)
    case select(Int)
    /// Focuses a pane and selects one of its rows.
    case focus(BuilderState.Pane, Int)
    case chooseData, pickData(String), own(DataSource)
    /// Sets a row of the data form to a column of the table; `nil` for none.
    case pickColumn(path: String, String?)
    /// Asks for the value of a row of the focused form.
    case type(path: String)
    /// Asks for the selected layer's name.
    case name
    /// Sets a row of the layer's form to an earlier layer, or to none; in a list, adds or removes the layer.
    case link(path: String, LinkCandidate?)
    /// Shows the rows for the preparation of the data.
    case prepareData
    case toggleData
    case copyKeras

    public func unavailable(in state: State) -> String? {
        let builder = state.builder, hasLayer = builder.recipe.model.indices.contains(builder.selection)
        switch self {
        case .delete, .duplicate, .name: return hasLayer ? nil : "The stack has no layer yet. Add one with a."
        case .moveUp: return hasLayer && builder.selection > 0 ? nil : "The layer is the first."
        case .moveDown: return builder.selection + 1 < builder.recipe.model.count ? nil : "The layer is the last."
        case .undo: return builder.canUndo ? nil : "There is nothing to undo."
        case .redo: return builder.canRedo ? nil : "There is nothing to redo."
        case .repair(let number): return builder.unavailableRepair(number)
        case .train, .trainPaused:
            guard let check = builder.check else { return builder.dataProblem ?? "The data has not been read yet." }
            return check.problem?.sentence
        case .toggleData: return builder.currentFacts == nil ? "The data has not been read yet." : nil
        case .add, .insert, .search, .save, .open, .new, .saveStack, .discardStack, .replaceFile, .renameFile, .select, .focus, .chooseData, .pickData, .own, .prepareData,
            .pickColumn, .type, .link, .copyKeras:
            return nil
        }
    }

    public func perform(in state: inout State) -> [Effect] {
        switch self {
        case .add: state.builder.focus(.palette)
        case .insert(let layer):
            let builder = state.builder, index = builder.recipe.model.isEmpty ? 0 : builder.selection + 1
            let loss = state.builder.recipe.compile?.loss.name
            state.builder.change {
                $0.suitCompile(to: layer, usual: BuilderState.empty)
                $0.model.insert(layer, at: index)
                $0.model.joinNearest(index, builder.check?.plan)
            }
            state.builder.selection = index
            if let now = state.builder.recipe.compile?.loss.name, now != loss { state.tell(.attention, "\(layer.kerasName) learns by \(now): compile was changed to it.") }
        case .delete:
            let index = state.builder.selection, readers = state.builder.recipe.model.readers(of: index), name = state.builder.recipe.model[index].links.name
            state.builder.change { $0.model.remove(at: index) }
            if let reader = readers.first, let name {
                state.tell(
                    .attention, "Layer \(reader) (\(state.builder.recipe.model[reader - 1].kerasName)) reads \(name), which no longer exists: r repairs it, u undoes the deletion.")
            }
        case .duplicate:
            let index = state.builder.selection
            state.builder.change {
                $0.model.insert($0.model[index], at: index + 1)
                $0.model.rename(index + 1, to: nil)
            }
            state.builder.selection = index + 1
        case .moveUp: state.builder.moveLayer(by: -1)
        case .moveDown: state.builder.moveLayer(by: 1)
        case .undo: return state.builder.step(from: \.undo, to: \.redo)
        case .redo: return state.builder.step(from: \.redo, to: \.undo)
        case .save: state.overlay = .prompt(state.builder.savePrompt)
        case .saveStack: return state.saveStack()
        case .discardStack: return state.discardStack()
        case .replaceFile(let path): return [state.save(to: path, replaces: true)]
        case .renameFile(let path): state.overlay = .prompt(Prompt(title: "save as", purpose: SaveRecipe(), suggestion: path))
        case .open:
            state.overlay = .prompt(Prompt(title: "open a recipe: a file, or the name of a shipped one", purpose: OpenRecipe()))
        case .new: return state.depart(.newStack)
        case .train: return state.train(state.builder.recipe, from: state.builder.recipeFolder)
        case .trainPaused: return state.train(state.builder.recipe, from: state.builder.recipeFolder, isPaused: true)
        case .repair(let number):
            let former = state.builder.recipe
            state.builder.repair(number)
            return state.describe(changedFrom: former)
        case .select(let layer):
            state.builder.focus(.stack)
            state.builder.selection = layer
            state.builder.clamp()
        case .focus(let pane, let row):
            let isAgain = state.builder.pane == pane && (pane == .palette ? state.builder.paletteSelection : state.builder.field) == row
            state.builder.focus(pane)
            if pane == .palette { state.builder.paletteSelection = row } else { state.builder.field = row }
            if isAgain || pane == .palette { return state.activateInBuilder() }
        case .chooseData: state.overlay = .menu(state.dataMenu)
        case .pickData(let id):
            state.builder.change { $0.data = DataSpec(source: .catalogue(id)) }
            state.builder.asksForTarget = false
            return state.describeData()
        case .pickColumn(let path, let name):
            state.builder.change { $0.data.pickColumn(path, name) }
            state.builder.asksForTarget = false
            return state.describeData()
        case .type(let path):
            if !state.builder.fields.contains(where: { $0.path == path }) { state.builder.focus(.fit) }
            guard let row = state.builder.fields.firstIndex(where: { $0.path == path }) else { return [] }
            let field = state.builder.fields[row]
            state.builder.field = row
            state.overlay = .prompt(Prompt(for: field))
        case .name: state.overlay = .prompt(state.builder.namePrompt)
        case .link(let path, let candidate):
            state.builder.link(path, to: candidate)
            state.reopenLinkMenu(path, after: candidate)
        case .own(let source): state.overlay = .prompt(Prompt(title: source.summary, purpose: OpenOwnData(source: source)))
        case .prepareData:
            state.builder.focus(.fit)
            state.builder.field = state.builder.fields.firstIndex { ["source", "data"].contains($0.section) } ?? 0
        case .toggleData: state.builder.showsData.toggle()
        case .search:
            state.builder.focus(.palette)
            state.builder.search = TextField()
        case .copyKeras: return [.copy(state.builder.keras.text)]
        }
        return []
    }
}

extension Command {
    public static func builder(_ command: BuilderCommand) -> Command { .page(AnyPageCommand(command)) }
}
