import Datasets
import Networks
import Recipes

/// The gallery: recipes grouped by what they show.
public struct GalleryState: Hashable, Sendable {
    /// `nil` until loaded.
    public var entries: [GalleryEntry]?
    /// What is typed to narrow the list.
    public internal(set) var filterField = TextField()
    public var isFiltering = false
    public var selection = 0
    /// What is known of the data of the entries that were looked at.
    public internal(set) var facts: [DataSpec: DatasetFacts] = [:]
    /// The data that was asked for.
    var asked: Set<DataSpec> = []

    public init() {}

    public var filter: String { filterField.text }
}

/// A recipe as the gallery lists it.
public struct GalleryEntry: Hashable, Sendable {
    public let id: String
    public let recipe: Recipe
    public let dataset: DatasetEntry
    /// The stack with its figures; `nil` where the data's shape is not known.
    public let plan: StackPlan?
    public var parameters: Int? { plan?.parameters }

    public init(id: String, recipe: Recipe, dataset: DatasetEntry, plan: StackPlan?) {
        self.id = id
        self.recipe = recipe
        self.dataset = dataset
        self.plan = plan
    }
}

/// A data set of the catalogue as menus list it.
public struct DatasetEntry: Hashable, Sendable {
    public let id: String
    public let title: String
    /// "5,000 + 1,000 images 28×28×1, 10 classes"
    public let facts: String
    /// `nil` when the data is there; otherwise the one command or sentence that brings it.
    public let missing: String?

    public init(id: String, title: String, facts: String, missing: String?) {
        self.id = id
        self.title = title
        self.facts = facts
        self.missing = missing
    }
}

public enum GalleryCommand: Hashable, Sendable {
    /// Selects the entry with this place in the filtered list.
    case select(Int)
    /// Opens the selected recipe in the builder.
    case open
    /// Trains the selected recipe at once.
    case train
    /// An empty stack in the builder.
    case new
}
