import Datasets

/// A network that gives numbers.
public struct RegressionFamily: FamilyDescription {
    public init() {}

    public func includes(_ recipe: Recipe, _ targets: TargetFacts?) -> Bool {
        guard let targets else { return recipe.data.targets == .values }
        return if case .values = targets.kind { targets.classes == nil } else { false }
    }
}
