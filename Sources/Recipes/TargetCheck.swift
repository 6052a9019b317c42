import Datasets
import Networks
import Tensors

/// Targets that are numbers against those that the loss can measure: of others it is not what it says, or falls without end.
struct TargetCheck {
    private let recipe: Recipe
    private let loss: LossSpec
    private let numbers: TargetNumbers

    /// `nil` for a recipe without a loss.
    init?(_ recipe: Recipe, _ numbers: TargetNumbers) {
        guard let loss = recipe.compile?.loss else { return nil }
        (self.recipe, self.loss, self.numbers) = (recipe, loss, numbers)
    }

    /// What is wrong with a target, its place and the repairs; `nil` where all are in the loss's domain.
    var note: RecipeCheck.Note? {
        let domain = loss.kind.targetDomain
        guard loss.kind.targetForm == .numbers, let misfit = domain.firstMisfit(numbers.numbers.map(\.value), outputs: numbers.width) else { return nil }
        let wrong = numbers.numbers[misfit], scaled = numbers.areScaled ? " after scaling" : "", edits = edits
        return .init(
            .wrong, "\(loss.name): expected targets \(domain.expectation), got \(wrong.value.plain)\(scaled) in \(wrong.place). \(Self.advice(edits))",
            repairs: edits.map(Repair.edit))
    }

    /// What would bring the targets into the domain, or takes a loss that measures any.
    private var edits: [RecipeEdit] {
        let data = recipe.data, isShare = if case .range = loss.kind.targetDomain { true } else { false }
        let measured = RecipeEdit.loss(.meanSquaredError)
        if numbers.areInputs {
            let isScalable = numbers.areWithinTraining && (data.oneHot ?? .off) == .off && data.scaling != .normalise
            return isScalable ? [.scaling(.normalise), measured] : [measured]
        }
        let family = data.source.family, areIndices = numbers.numbers.allSatisfy { $0.value >= 0 }
        let mayBeClasses = numbers.areFewWhole && (family.hasColumns || family.hasTargetsOfEitherKind && areIndices)
        if loss.kind.outputMeaning == .decisions, mayBeClasses { return [.targets(.classes), measured] }
        let isScalable = numbers.areWithinTraining && (data.targetScaling == .standardise || isShare && data.targetScaling != .normalise)
        return isScalable ? [.targetScaling(.normalise), measured] : [measured]
    }

    private static func advice(_ edits: [RecipeEdit]) -> String {
        let phrases = edits.map { edit -> String in
            if case .loss(let loss) = edit { return "choose \(loss.name)" }
            return "give the data \(edit.title)"
        }
        let sentence = phrases.joined(separator: ", or ")
        return sentence.prefix(1).uppercased() + sentence.dropFirst() + "."
    }
}
