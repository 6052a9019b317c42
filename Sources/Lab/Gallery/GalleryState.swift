import Datasets
import Recipes

/// The gallery: recipes grouped by what they show.
public struct GalleryState: Page {
    /// `nil` until loaded.
    public var entries: [GalleryEntry]?
    /// The text that filters the list.
    public internal(set) var filterField = TextField()
    public var isFiltering = false
    public var selection = 0
    /// What is known about the data of entries that were selected.
    public internal(set) var facts: [DataSpec: DatasetFacts] = [:]
    /// The data for which facts were requested.
    var asked: Set<DataSpec> = []

    public init() {}

    public var filter: String { filterField.text }

    /// The entries that match the filter, ordered by their group, then by size.
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

    /// The first groups, in their order; other groups follow.
    private static let groupOrder = ["Start here", "Convolutional networks", "Shallow and deep"]

    static func ordered(_ entries: [GalleryEntry]) -> [GalleryEntry] {
        func rank(_ entry: GalleryEntry) -> (Int, String, Int, String) {
            let group = groupOrder.firstIndex(of: entry.recipe.shows) ?? groupOrder.count
            return (group, group < groupOrder.count ? "" : entry.recipe.shows, entry.parameters ?? 0, entry.id)
        }
        return entries.sorted { rank($0) < rank($1) }
    }

    mutating func clamp() { selection = max(0, min(selection, shown.count - 1)) }

    mutating func endFiltering() {
        isFiltering = false
        filterField = TextField()
        clamp()
    }
}

extension PageName {
    public static let gallery = PageName(GalleryState.self)
}

extension State {
    public var gallery: GalleryState {
        get { pages[GalleryState.self] }
        set { pages[GalleryState.self] = newValue }
    }
}
