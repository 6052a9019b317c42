import Datasets
import Foundation
import Networks
import Recipes

/// What the rules are applied to.
struct HealthEvidence {
    let run: RunEvidence
    /// Every finished epoch, oldest first.
    let epochs: [EpochRecord]
    /// The confusion matrix of the last epoch on the validation part; `nil` where nothing validates or the targets are not classes.
    var confusion: Confusion?
    /// The newest examination of the network; `nil` before the first.
    var examination: Examination?
    /// Whether all epochs are done, or a stop rule has ended the run.
    var isOver = false
    /// Whether the run has ended with the weights of its best epoch instead of its last.
    var hasRestored = false
    /// The rate of the next step.
    let learningRate: Double
}

extension HealthEvidence {
    /// The learning rate divided by a number, at most `most`, rounded to two digits for a person to read.
    func rate(over divisor: Double, most: Double = .infinity) -> Double {
        let rate = min(learningRate / divisor, most)
        return Double(String(format: "%.1e", rate)) ?? rate
    }
}

/// What is known about a run's recipe and data before its first batch.
struct RunEvidence {
    let family: Family
    let plan: StackPlan
    /// The default learning rate of its optimizer.
    let usualRate: Double
    /// The number of examples in a batch.
    let batchSize: Int
    let classNames: [String]
    /// The number of targets of each class; all 0 where the targets are not classes.
    let trainingCounts: [Int]
    let validationCounts: [Int]
    /// Whether the run trains on the first examples of its training part only.
    let isLimited: Bool
    /// The moments of targets that are numbers and are not scaled; `nil` for others.
    let targets: Moments?
    /// Which remedies the recipe and the data allow.
    let remedyCheck: RemedyCheck
    /// The mean squared error of a Boltzmann machine that always gives the mean input; `nil` for networks.
    let inputVariance: Double?

    init(_ run: PreparedRun) {
        let parts = run.parts, classes = parts.classNames.count
        (family, plan) = (run.family, run.check.plan)
        usualRate = run.recipe.compile.flatMap { OptimizerSpec(kerasName: $0.optimizer.kerasName) }?.learningRate ?? 0.001
        batchSize = run.batchSize
        classNames = parts.classNames
        trainingCounts = parts.training.classCounts(classes)
        validationCounts = parts.validation.classCounts(classes)
        isLimited = run.mostTrained != nil
        targets = parts.training.targetMoments
        remedyCheck = run.remedyCheck
        inputVariance = run.family.description.isNetwork ? nil : parts.training.inputVariance
    }
}

/// The accuracy of always predicting the most frequent class.
struct Chance: Hashable {
    let className: String
    /// The class's share, and its standard error √(p (1 − p) ∕ n).
    let share: Double
    let error: Double
    /// The number of targets that were counted.
    let count: Int

    /// `nil` where no class was counted.
    init?(_ counts: [Int], _ classNames: [String]) {
        count = counts.reduce(0, +)
        guard count > 0, counts.count > 1, let largest = counts.indices.max(by: { counts[$0] < counts[$1] }), classNames.indices.contains(largest) else { return nil }
        className = classNames[largest]
        share = Double(counts[largest]) / Double(count)
        error = (share * (1 - share) / Double(count)).squareRoot()
    }

    /// Whether an accuracy is no better than chance: at most the share plus twice its standard error.
    func covers(_ accuracy: Double) -> Bool { accuracy <= share + 2 * error }

    /// The share with its error: `10.2 % ± 0.9 %`.
    var text: String { "\(Figures.percent(share)) ± \(Figures.percent(error))" }
}
