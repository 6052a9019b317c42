import Recipes

extension GalleryState {
    /// The entries that the filter leaves, in the order of the course: by what they show, then by size.
    public var shown: [GalleryEntry] {
        let words = filter.lowercased().split(separator: " ")
        return (entries ?? []).filter { entry in
            let text = [entry.id, entry.recipe.name, entry.recipe.description, entry.recipe.shows, entry.dataset.title].joined(separator: " ").lowercased()
            return words.allSatisfy { text.contains($0) }
        }
    }

    public var selected: GalleryEntry? {
        let shown = shown
        return shown.indices.contains(selection) ? shown[selection] : nil
    }

    /// Groups of the course come in its order, others behind them.
    private static let course = ["Start here", "Convolutional networks", "Shallow and deep"]

    static func ordered(_ entries: [GalleryEntry]) -> [GalleryEntry] {
        func rank(_ entry: GalleryEntry) -> (Int, String, Int, String) {
            let group = course.firstIndex(of: entry.recipe.shows) ?? course.count
            return (group, group < course.count ? "" : entry.recipe.shows, entry.parameters ?? 0, entry.id)
        }
        return entries.sorted { rank($0) < rank($1) }
    }

    mutating func clamp() { selection = max(0, min(selection, shown.count - 1)) }
}

extension State {
    mutating func update(_ command: GalleryCommand) -> [Effect] {
        switch command {
        case .select(let place):
            let isAgain = gallery.selection == place
            gallery.selection = place
            gallery.clamp()
            return isAgain ? perform(.gallery(.train)) : []
        case .open:
            guard let entry = gallery.selected else { return [] }
            return depart(.openRecipe(id: entry.id, name: entry.recipe.name))
        case .train: return gallery.selected.map { [.trainRecipe(id: $0.id)] } ?? []
        case .new: return update(BuilderCommand.new)
        }
    }
}

extension State {
    /// The gallery shows a few examples of the selected recipe's data: they are asked for once.
    mutating func wantedFacts() -> [Effect] {
        guard page == .gallery, let entry = gallery.selected, entry.dataset.missing == nil, gallery.asked.insert(entry.recipe.data).inserted else { return [] }
        return [.describeDataset(entry.recipe.data, validationSplit: entry.recipe.fit.validationSplit, recipeFolder: nil)]
    }
}
