public enum GalleryCommand: PageCommand {
    /// Selects the entry with this index in the filtered list.
    case select(Int)
    /// Opens the selected recipe in the builder.
    case open
    /// Trains the selected recipe at once, or paused before its first batch.
    case train, trainPaused
    /// Starts a new, empty stack in the builder.
    case new
    /// Goes to the gallery and starts typing into its filter.
    case filter

    public func unavailable(in state: State) -> String? {
        switch self {
        case .select, .new, .filter: nil
        case .open: state.gallery.selected == nil ? "No recipe is selected." : nil
        case .train, .trainPaused: state.gallery.selected.map { $0.dataset.missing } ?? "No recipe is selected."
        }
    }

    public func perform(in state: inout State) -> [Effect] {
        switch self {
        case .select(let index):
            let isAgain = state.gallery.selection == index
            state.gallery.selection = index
            state.gallery.clamp()
            return isAgain ? state.perform(.gallery(.train)) : []
        case .open: return state.gallery.selected.map { state.depart(.openRecipe(id: $0.id, name: $0.recipe.name)) } ?? []
        case .train: return state.gallery.selected.map { [.trainRecipe(id: $0.id)] } ?? []
        case .trainPaused: return state.gallery.selected.map { [.trainRecipe(id: $0.id, isPaused: true)] } ?? []
        case .new: return state.depart(.newStack)
        case .filter:
            state.page = .gallery
            state.gallery.isFiltering = true
            return []
        }
    }
}

extension Command {
    public static func gallery(_ command: GalleryCommand) -> Command { .page(AnyPageCommand(command)) }
}
