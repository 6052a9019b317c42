import Recipes

/// A possible repair as data, so that a key can apply it.
public enum HealthRemedy: Hashable, Sendable {
    /// A change of the recipe for the next run.
    case edit(RecipeEdit)
    /// A command to the current run.
    case command(TrainerCommand)
}
