import Datasets

/// A network that predicts numbers.
public struct RegressionFamily: FamilyDescription {
    /// The family; it has no settings.
    public init() {}

    /// Whether the targets are numbers that don't stand for classes.
    public func includes(_ recipe: Recipe, _ targets: TargetFacts?) -> Bool {
        guard let targets else { return recipe.data.targets == .values }
        return if case .values = targets.kind { targets.classes == nil } else { false }
    }

    /// The squared error, which measures any numbers.
    public func defaults(_ data: DataSpec) -> FamilyDefaults {
        var compile = CompileSpec()
        compile.loss = .meanSquaredError
        compile.metrics = []
        return FamilyDefaults(compile: compile)
    }
}
