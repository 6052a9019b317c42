import Networks
import Recipes

/// A recipe as the gallery lists it.
public struct GalleryEntry: Hashable, Sendable {
    public let id: String
    public let recipe: Recipe
    public let dataset: DatasetEntry
    /// The layers with their shapes; `nil` where the data's shape is not known.
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
    /// `nil` where the data is available; otherwise the sentence that says how to get it.
    public let missing: String?

    public init(id: String, title: String, facts: String, missing: String?) {
        self.id = id
        self.title = title
        self.facts = facts
        self.missing = missing
    }
}
