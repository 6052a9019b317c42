import Recipes

/// What is known about a run when it starts.
public struct RunFacts: Hashable, Sendable {
    public let recipe: Recipe
    public let folder: String
    public let recipeFolder: String?
    /// Whether the run is trained; `false` for a run that is only opened.
    public let trains: Bool
    /// The epochs in all that a run is to go on to; `nil` for its recipe's.
    public let epochs: Int?

    public init(recipe: Recipe, folder: String, recipeFolder: String?, trains: Bool = true, epochs: Int? = nil) {
        self.epochs = epochs
        self.trains = trains
        self.recipe = recipe
        self.folder = folder
        self.recipeFolder = recipeFolder
    }
}
