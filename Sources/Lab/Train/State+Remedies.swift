import Recipes
import Training

extension State {
    /// What would mend what health found first, as the keys apply it.
    public var remedies: [HealthRemedy] { train.snapshot?.health.first { !$0.remedies.isEmpty }?.remedies ?? [] }

    /// The recipe that the next run starts with: the run's own, or the stack in the builder once a remedy was applied to it.
    var nextRun: (recipe: Recipe, folder: String?)? {
        guard let run = train.run else { return nil }
        return isMending ? (builder.recipe, builder.recipeFolder) : (run.recipe, run.recipeFolder)
    }

    /// Whether the stack in the builder is that of the run on the screen with a remedy.
    public var isMending: Bool { train.run != nil && builder.mendedRun == train.run?.folder }

    /// Whether the next run starts with a remedy already.
    public func hasApplied(_ remedy: HealthRemedy) -> Bool {
        guard isMending, case .edits(let edits) = remedy else { return false }
        return builder.recipe.changing(edits).isEmpty
    }

    /// Why a remedy can't be applied now; `nil` where it can.
    func unavailableRemedy(_ number: Int) -> String? {
        let remedies = remedies
        guard let first = remedies.first else { return train.snapshot?.health.lazy.compactMap(\.whyNoRemedy).first ?? "Health has found nothing that a key could mend." }
        guard remedies.indices.contains(number) else { return "There is no other remedy than \(first.title)." }
        switch remedies[number] {
        case .edits: return hasApplied(remedies[number]) ? "The stack has it already: r trains with it, u takes it back." : nil
        case .rate, .stop: return TrainCommand.stop.unavailable(in: self)
        }
    }

    /// Does what a remedy says: to the run under way, or to its stack, which the next run starts with.
    mutating func apply(_ remedy: HealthRemedy) -> [Effect] {
        switch remedy {
        case .rate(let rate): return [.tellTrainer(.setLearningRate(rate))]
        case .stop: return [.tellTrainer(.stop)]
        case .edits(let edits):
            guard let run = train.run else { return [] }
            // Another stack in the builder may be lost by this; the same one with changes of its own keeps them.
            let isTheSame = builder.recipe.name == run.recipe.name && builder.recipeFolder == run.recipeFolder
            return isTheSame ? mend(edits) : depart(.mendRun(edits))
        }
    }

    /// The run's stack comes into the builder, where that holds another, and is changed.
    mutating func mendRun(_ edits: [RecipeEdit]) -> [Effect] {
        guard let run = train.run else { return [] }
        let shown = page, effects = open(run.recipe, path: nil, folder: run.recipeFolder)
        page = shown
        return effects + mend(edits)
    }

    private mutating func mend(_ edits: [RecipeEdit]) -> [Effect] {
        guard let run = train.run else { return [] }
        let former = builder.recipe, titles = former.changing(edits).map(\.title).listed("and")
        builder.change { recipe in
            recipe = recipe.applying(edits)
            recipe.fit.seed = run.recipe.fit.seed
        }
        builder.mendedRun = run.folder
        tell(.good, "The stack has \(titles) now: r trains with it, u takes it back.")
        return describe(changedFrom: former)
    }

    /// Takes the last change of the mended stack back.
    mutating func takeRemedyBack() -> [Effect] {
        let effects = builder.step(from: \.undo, to: \.redo)
        tell(.good, "The stack is as it was before.")
        return effects
    }
}
