import Networks
import Tensors

/// Checks whether validation, callbacks and shuffling suit the model and the metrics.
struct FitCheck {
    private let recipe: Recipe
    private let validates: Bool

    init(_ recipe: Recipe, validates: Bool) { (self.recipe, self.validates) = (recipe, validates) }

    var notes: [RecipeCheck.Note] { monitors + factors + [unseen, unvalidated, shuffled].compactMap { $0 } }

    private var rules: [StopRule] { recipe.fit.callbacks }

    /// Rules that watch what nobody measures.
    private var monitors: [RecipeCheck.Note] {
        let known = ["loss"] + (recipe.compile?.metrics.map(\.name) ?? []), watched = known + known.map { "val_" + $0 }
        return rules.indices.filter { !watched.contains(rules[$0].monitor) }.map { index in
            let rule = rules[index], nearest = NearestName.of(rule.monitor, in: watched) ?? (validates ? "val_loss" : "loss")
            return .init(
                .wrong, "\(rule.name) monitor: expected one of \(watched.joined(separator: ", ")), got \(rule.monitor).\(NearestName.suggestion(rule.monitor, in: watched))",
                repairs: [.edit(.monitor(index, nearest))])
        }
    }

    private var factors: [RecipeCheck.Note] {
        rules.indices.filter { rules[$0].kind == .reduceOnPlateau && rules[$0]["factor"] >= 1 }.map { index in
            .init(
                .wrong, "\(rules[index].name) factor: expected less than 1, got \(rules[index]["factor"]): the rate would never fall. Give 0.1.",
                repairs: [.edit(.factor(index, 0.1))])
        }
    }

    private var unseen: RecipeCheck.Note? {
        guard !validates, let rule = rules.first(where: { $0.monitor.hasPrefix("val_") }) else { return nil }
        return .init(
            .wrong, "\(rule.name) watches \(rule.monitor), but nothing validates. Give fit a validation_split, or watch loss.", repairs: [.edit(.validationSplit(0.1))])
    }

    private var unvalidated: RecipeCheck.Note? {
        validates ? nil : .init(.attention, "validation_split is 0: over-fitting will not show. Set it to 0.1.", repairs: [.edit(.validationSplit(0.1))])
    }

    private var shuffled: RecipeCheck.Note? {
        guard recipe.fit.shuffle, recipe.model.contains(where: \.isStateful) else { return nil }
        return .init(
            .attention, "A stateful layer carries its state from batch to batch, but shuffle mixes the samples: set shuffle to false.", repairs: [.edit(.keepOrder)])
    }
}
