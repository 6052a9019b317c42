import Recipes

/// What would mend a finding, as data, so that a key can apply it.
public enum HealthRemedy: Hashable, Sendable {
    /// Another recipe for the next run.
    case edit(RecipeEdit)
    /// Something asked of the run under way.
    case command(TrainerCommand)
}
