extension GalleryState {
    public static let word = "gallery", summary = "the recipes"

    public static let help = PageHelp(
        shows: "The gallery lists the experiments that come with Strata, grouped by what they show. Pick one to train it at once, or open it in "
            + "the builder to change it first.",
        reading: [
            "Each recipe is shown with its data set and its size in parameters: the numbers that training adjusts.",
            "A recipe whose data isn't on this machine says which command installs it.",
        ])

    public static let bindings = [
        Binding([.up, .character("k")], .move(.up), "select", "Select the recipe above"),
        Binding([.down, .character("j")], .move(.down), "select", "Select the recipe below"),
        Binding([.enter, .character("t")], .gallery(.train), "train", "Train the selected recipe"),
        Binding([.character("T")], .gallery(.trainPaused), "paused", "Train the selected recipe, paused before its first batch: s trains one at a time"),
        Binding([.character("b"), .character("e")], .gallery(.open), "change", "Open the recipe in the builder, to change it"),
        Binding([.character("n")], .gallery(.new), "new stack", "Start a new, empty stack"),
        Binding([.character("/")], .gallery(.filter), "filter", "Type to narrow the list"),
    ]

    public static let bindingsEverywhere = [Binding([.character("/")], .gallery(.filter), "filter", "Type to narrow the list", isOnBottomLine: false)]

    public static func move(_ direction: Command.Direction, in state: inout State) -> [Effect] {
        state.gallery.selection = direction.applied(to: state.gallery.selection, count: state.gallery.shown.count)
        return []
    }

    public static func activate(in state: inout State) -> [Effect] { state.perform(.gallery(.train)) }

    public static func goBack(in state: inout State) -> Bool {
        guard state.gallery.isFiltering || !state.gallery.filter.isEmpty else { return false }
        state.gallery.endFiltering()
        return true
    }

    public static func typing(in state: State) -> String? { state.gallery.isFiltering ? "keep" : nil }

    public static func edit(_ edit: TextEdit, in state: inout State) -> [Effect] {
        switch edit {
        case .submit: state.gallery.isFiltering = false
        case .cancel: state.gallery.endFiltering()
        default:
            let before = state.gallery.filter
            state.gallery.filterField.apply(edit)
            if state.gallery.filter != before { state.gallery.selection = 0 }
        }
        state.gallery.clamp()
        return []
    }

    public static func receive(_ event: Event, in state: inout State) -> [Effect] {
        switch event {
        case .galleryLoaded(let entries):
            state.gallery.entries = ordered(entries)
            state.gallery.clamp()
        case .datasetDescribed(let facts): state.gallery.facts[facts.data] = facts
        default: break
        }
        return []
    }

    /// Asks once for a few examples of the selected recipe's data.
    public static func settle(in state: inout State) -> [Effect] {
        guard let entry = state.gallery.selected, entry.dataset.missing == nil, state.gallery.asked.insert(entry.recipe.data).inserted else { return [] }
        return [.describeDataset(entry.recipe.data, validationSplit: entry.recipe.fit.validationSplit, recipeFolder: nil)]
    }
}
