import Datasets
import Kernels
import Networks
import Recipes

/// A run under way: a network, its data, and where it is. Knows no thread and no clock but the one that it is told.
///
/// `Session+Open` makes one of a recipe or of a run's folder, `Session+Step` trains a batch, `Session+Epoch` validates, records and saves.
final class Session {
    let run: PreparedRun
    let folder: RunFolder
    let trainable: any Trainable
    let pool: WorkerPool
    let epochs: Int
    let recipeText: String
    let buffers: BatchBuffers
    private let lock: FolderLock

    var counters: Checkpoint.Counters
    var records: [EpochRecord] = []
    var curve = BatchCurve()
    var confusion: Confusion?
    /// What was last seen inside the network; `nil` before the first look.
    var examination: Examination?
    /// What health is judged by that was known before the first batch.
    let evidence: RunEvidence
    /// What a run that a stop rule ended says of it.
    var ending: String?
    var order: EpochOrder
    /// Metrics over this epoch's batches so far.
    var sums: MetricSums
    var rules: StopRules
    var best: BestEpoch

    init(_ run: PreparedRun, _ folder: RunFolder, _ trainable: any Trainable, _ pool: WorkerPool, lock: FolderLock, counters: Checkpoint.Counters) {
        self.run = run
        self.folder = folder
        self.trainable = trainable
        self.pool = pool
        self.lock = lock
        self.counters = counters
        evidence = RunEvidence(run)
        let fit = run.recipe.fit
        epochs = fit.epochs
        recipeText = run.recipe.yaml
        buffers = BatchBuffers(for: trainable, run.parts.training, pool: pool)
        order = EpochOrder(count: run.parts.training.count, shuffles: fit.shuffle, seed: fit.seed)
        sums = MetricSums(run.recipe.compile?.metrics ?? [], outputs: trainable.outputShape.dimensions.last ?? 1)
        if counters.metricSums.map(\.count) == sums.sums.map(\.count) { sums.sums = counters.metricSums }
        rules = StopRules(fit.callbacks, states: counters.rules)
        best = BestEpoch(fit.callbacks, value: counters.best)
        self.counters.rules = rules.states
    }

    var batches: Int { (run.parts.training.count + trainable.capacity - 1) / trainable.capacity }
    var isDone: Bool { counters.epoch >= epochs || counters.isStopped }
    var isEpochDone: Bool { counters.batch >= batches }
    var learningRate: Double {
        get { schedule.map { $0.rate(step: trainable.stepsTaken) * counters.rateScale } ?? counters.learningRate }
        set {
            if let planned = schedule?.rate(step: trainable.stepsTaken), planned > 0 { counters.rateScale = newValue / planned }
            counters.learningRate = newValue
            trainable.learningRate = newValue
        }
    }
    var schedule: Schedule? { run.recipe.compile?.schedule }

    /// Mean loss and accuracy over this epoch's batches so far.
    var epochLoss: Double? { counters.samples > 0 ? counters.lossSum / Double(counters.samples) : records.last?.loss }
    var epochAccuracy: Double? { counters.samples > 0 ? sums.value(of: .accuracy) : records.last?.accuracy }
    var epochFigures: [Figure] {
        counters.samples > 0 ? Figure.others(sums) : records.last?.figures.filter { !$0.name.hasPrefix("val_") } ?? []
    }

    var subject: Snapshot.Subject {
        Snapshot.Subject(
            plan: run.check.plan, dataset: run.dataset, classNames: run.parts.classNames, trainingCount: run.parts.training.count,
            validationCount: run.parts.validation.count, watchedCount: run.parts.watched.count, watchesValidation: run.parts.validation.count > 0,
            family: run.family, symbols: run.symbols)
    }
}

extension Figure {
    /// The metrics beside accuracy.
    static func others(_ sums: MetricSums) -> [Figure] { all(sums).filter { $0.name != MetricKind.accuracy.rawValue } }
}
