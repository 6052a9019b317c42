import Recipes
import Training

extension State {
    /// The remedies of the first finding of health that has some, in the order of their keys.
    public var remedies: [HealthRemedy] { train.snapshot?.health.first { !$0.remedies.isEmpty }?.remedies ?? [] }

    /// The recipe that the next run starts with: the run's own, or the stack in the builder after a remedy was applied to it.
    var nextRun: (recipe: Recipe, folder: String?)? {
        guard let run = train.run else { return nil }
        return isMending ? (builder.recipe, builder.recipeFolder) : (run.recipe, run.recipeFolder)
    }

    /// Whether the stack in the builder is that of the run on the screen with a remedy.
    public var isMending: Bool { train.run != nil && builder.mendedRun == train.run?.folder }

    /// Whether a remedy is already applied to the next run.
    public func hasApplied(_ remedy: HealthRemedy) -> Bool {
        guard isMending, case .edits(let edits) = remedy else { return false }
        return builder.recipe.changing(edits).isEmpty
    }

    /// Why a remedy can't be applied now; `nil` where it can.
    func unavailableRemedy(_ number: Int) -> String? {
        let remedies = remedies
        guard let first = remedies.first else { return train.snapshot?.health.lazy.compactMap(\.whyNoRemedy).first ?? "Health has found nothing that a key could repair." }
        guard remedies.indices.contains(number) else { return "The only remedy is \(first.title)." }
        switch remedies[number] {
        case .edits: return hasApplied(remedies[number]) ? "The stack has it already: r trains with it, u undoes it." : nil
        case .rate, .stop: return TrainCommand.stop.unavailable(in: self)
        }
    }

    /// Applies a remedy to the current run, or to its stack for the next run.
    mutating func apply(_ remedy: HealthRemedy) -> [Effect] {
        switch remedy {
        case .rate(let rate): return [.tellTrainer(.setLearningRate(rate))]
        case .stop: return [.tellTrainer(.stop)]
        case .edits(let edits):
            guard let run = train.run else { return [] }
            // This may replace another stack in the builder; the same stack keeps its own changes.
            let isTheSame = builder.recipe.name == run.recipe.name && builder.recipeFolder == run.recipeFolder
            return isTheSame ? mend(edits) : depart(.mendRun(edits))
        }
    }

    /// Opens the run's stack in the builder, in place of another one, and changes it.
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
        tell(.good, "The stack now has \(titles): r trains with it, u undoes it.")
        return describe(changedFrom: former)
    }

    /// Undoes the last change of the stack with a remedy.
    mutating func takeRemedyBack() -> [Effect] {
        let effects = builder.step(from: \.undo, to: \.redo)
        tell(.good, "The stack is as it was before.")
        return effects
    }
}
