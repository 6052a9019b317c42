import Datasets
import Networks
import Recipes

/// What the rules judge by.
struct HealthEvidence {
    let run: RunEvidence
    /// Every finished epoch, oldest first.
    let epochs: [EpochRecord]
    /// Of the last epoch, on the validation part; `nil` where nothing validates or the targets are no classes.
    var confusion: Confusion?
    /// What was last seen inside the network; `nil` before the first look, and where there is no network.
    var examination: Examination?
    /// The run has ended with the weights of its best epoch instead of its last.
    var hasRestored = false
    /// The rate of the next step.
    let learningRate: Double
}

/// What is known of a run's recipe and data before its first batch.
struct RunEvidence {
    let family: Family
    let plan: StackPlan
    /// The rate that its optimizer has where nothing is said.
    let usualRate: Double
    /// Examples of a batch.
    let batchSize: Int
    let classNames: [String]
    /// How often each class is a target; all 0 where the targets are no classes.
    let trainingCounts: [Int]
    let validationCounts: [Int]
    /// Of targets that are numbers and are not scaled.
    let targets: Moments?
    /// What is off where a machine gives the mean input always; `nil` for what is no such machine.
    let inputVariance: Double?

    init(_ run: PreparedRun) {
        let parts = run.parts, classes = parts.classNames.count
        (family, plan) = (run.family, run.check.plan)
        usualRate = run.recipe.compile.flatMap { OptimizerSpec(kerasName: $0.optimizer.kerasName) }?.learningRate ?? 0.001
        batchSize = run.batchSize
        classNames = parts.classNames
        trainingCounts = parts.training.classCounts(classes)
        validationCounts = parts.validation.classCounts(classes)
        targets = parts.training.targetMoments
        inputVariance = run.family.description.isNetwork ? nil : parts.training.inputVariance
    }
}

/// What an answer that is always the most frequent class is right in.
struct Chance: Hashable {
    let className: String
    /// The class's share, and its sampling error.
    let share: Double
    let error: Double
    /// Examples that were counted.
    let count: Int

    /// `nil` where no class was counted.
    init?(_ counts: [Int], _ classNames: [String]) {
        count = counts.reduce(0, +)
        guard count > 0, counts.count > 1, let largest = counts.indices.max(by: { counts[$0] < counts[$1] }), classNames.indices.contains(largest) else { return nil }
        className = classNames[largest]
        share = Double(counts[largest]) / Double(count)
        error = (share * (1 - share) / Double(count)).squareRoot()
    }

    /// Whether an accuracy is no better than this answer's: within twice the error.
    func covers(_ accuracy: Double) -> Bool { accuracy <= share + 2 * error }

    /// `10.2 % ± 0.9 %`
    var text: String { "\(Figures.percent(share)) ± \(Figures.percent(error))" }
}
