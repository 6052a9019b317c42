import Recipes

/// What replaces the run on the screen.
public enum NextRun: Hashable, Sendable {
    case new(Recipe, recipeFolder: String?, isPaused: Bool = false)
    case reopened(folder: String)
    /// `epochs`: in all, where they are more than planned.
    case resumed(folder: String, epochs: Int? = nil)

    fileprivate var sentence: String {
        switch self {
        case .new: "Stop and save it, then start the new run."
        case .reopened: "Stop and save it, then open the other run."
        case .resumed: "Stop and save it, then resume the other run."
        }
    }
}

extension State {
    mutating func train(_ recipe: Recipe, from folder: String?, isPaused: Bool = false) -> [Effect] {
        replaceRun(by: .new(recipe, recipeFolder: folder, isPaused: isPaused))
    }

    /// Replaces the run; asks first if it is training.
    mutating func replaceRun(by next: NextRun) -> [Effect] {
        guard isTraining else { return begin(next) }
        overlay = .question(
            Question(
                title: "\(train.run?.recipe.name ?? "A run") is training.",
                answers: [
                    .init(key: "s", sentence: next.sentence, command: .train(.replaceRun(by: next))),
                    .init(key: "g", sentence: "Let it continue.", command: .back),
                ]))
        return []
    }

    mutating func begin(_ next: NextRun) -> [Effect] {
        page = .train
        toast = nil
        return switch next {
        case .new(let recipe, let folder, let isPaused): [.startRun(recipe, recipeFolder: folder, isPaused: isPaused)]
        case .reopened(let folder): [.openRun(folder: folder)]
        case .resumed(let folder, let epochs): [.resumeRun(folder: folder, epochs: epochs)]
        }
    }
}
