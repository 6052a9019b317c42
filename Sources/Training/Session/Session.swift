import Datasets
import Kernels
import Networks
import Recipes
import Tensors

/// A run that is being trained: the model, its data and its progress. It uses no threads and no clock of its own.
///
/// `Session+Open` creates one from a recipe or a run's folder, `Session+Step` trains a batch, `Session+Epoch` validates, records and saves.
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
    /// The newest examination of the network; `nil` before the first.
    var examination: Examination?
    /// The part of the health rules' evidence that is known before the first batch.
    let evidence: RunEvidence
    /// Why a stop rule ended the run; `nil` where none did.
    var ending: String?
    var order: EpochOrder
    /// The metrics over the batches of the current epoch so far.
    var sums: MetricSums
    var rules: StopRules
    var best: BestEpoch

    /// Throws where the counters have sums that don't match the metrics of the current epoch.
    init(_ run: PreparedRun, _ folder: RunFolder, _ trainable: any Trainable, _ pool: WorkerPool, lock: FolderLock, counters: Checkpoint.Counters) throws(TrainingError) {
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
        sums = run.metricSums(of: trainable)
        rules = StopRules(fit.callbacks, states: counters.rules)
        let names = ["loss"] + sums.metrics.map(\.name)
        best = BestEpoch(fit.callbacks, value: counters.best, names: Set(run.parts.validation.count > 0 ? names + names.map { "val_" + $0 } : names))
        self.counters.rules = rules.states
        guard counters.samples > 0 else { return }
        guard counters.metricSums.map(\.count) == sums.sums.map(\.count) else {
            throw TrainingError("\(folder.path): the newest checkpoint has sums that no run writes. It is damaged; remove it, and the run continues from the one before.")
        }
        sums.sums = counters.metricSums
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

    /// The mean loss over the batches of the current epoch so far; between epochs, of the last one.
    var epochLoss: Double? { counters.samples > 0 ? counters.lossSum / Double(counters.samples) : records.last?.loss }
    var epochAccuracy: Double? { counters.samples > 0 ? sums.value(of: .accuracy) : records.last?.accuracy }
    var epochMetrics: [MetricValue] {
        guard counters.samples > 0 else { return records.last?.metrics.filter { !$0.name.hasPrefix("val_") } ?? [] }
        return MetricValue.others(sums) + (counters.penaltySum.map { [.penalty($0 / Double(counters.samples))] } ?? [])
    }

    var subject: Snapshot.Subject {
        Snapshot.Subject(
            plan: run.check.plan, dataset: run.dataset, classNames: run.parts.classNames, trainingCount: run.parts.training.count,
            validationCount: run.parts.validation.count, watchedCount: run.parts.watched.count, watchesValidation: run.parts.validation.count > 0,
            family: run.family, symbols: run.symbols)
    }
}

extension MetricValue {
    /// The metrics other than accuracy.
    static func others(_ sums: MetricSums) -> [MetricValue] { all(sums).filter { $0.name != MetricKind.accuracy.rawValue } }
}
