import Datasets
import Networks
import Recipes

/// Which remedies a run's recipe and data take, so that none leads to a run that can't start or that is the same again.
struct RemedyCheck: Sendable {
    private let recipe: Recipe
    private let refused: Set<Preparation>

    /// How data can be prepared in another way, by what the data must allow.
    private enum Preparation: CaseIterable { case scaling, targetScaling, classWeight, split }

    /// `isLimited`: the run trains on the first examples of its training part only.
    init(_ recipe: Recipe, _ dataset: Dataset, _ check: RecipeCheck, isLimited: Bool) {
        self.recipe = recipe
        // Another split can't bring examples back that the limit leaves out.
        refused = Set(Preparation.allCases.filter { $0 == .split && isLimited || !Self.takes($0, recipe, dataset, check) })
    }

    private static func takes(_ preparation: Preparation, _ recipe: Recipe, _ dataset: Dataset, _ check: RecipeCheck) -> Bool {
        var changed = recipe.readData
        switch preparation {
        case .scaling:
            // Inputs that are the targets too must stay where the loss takes them, and the numbers of symbols stay whole.
            if check.family.description.reconstructs, recipe.compile?.loss.kind.targetDomain != .finite { return false }
            if !check.family.description.isNetwork || check.plan.layers.contains(where: \.spec.readsSymbols) { return false }
            changed.scaling = .standardise
        case .targetScaling: changed.targetScaling = .standardise
        case .classWeight: changed.classWeight = .balanced
        case .split: return ![.series, .text].contains(changed.source.family)
        }
        return dataset.refusal(of: changed) == nil
    }

    /// The remedy without what it would not change or can't; `nil` where nothing is left of it. `isOver`: no step follows any more.
    func possible(_ remedy: HealthRemedy, isOver: Bool) -> HealthRemedy? {
        switch remedy {
        case .rate, .stop: return isOver ? nil : remedy
        case .edits(let edits):
            let left = recipe.changing(edits).filter { takes($0) }
            return left.isEmpty ? nil : .edits(left)
        }
    }

    private func takes(_ edit: RecipeEdit) -> Bool {
        switch edit {
        case .scaling: !refused.contains(.scaling)
        case .targetScaling: !refused.contains(.targetScaling)
        case .balanceClasses: !refused.contains(.classWeight)
        case .split: !refused.contains(.split)
        case .fillMissing, .targets, .loss, .compile, .optimizer, .metric, .monitor, .factor, .validationSplit, .keepOrder, .batchSize, .learningRate, .defaultInitializers,
            .hiddenActivation, .stopEarly, .epochs:
            true
        }
    }
}
