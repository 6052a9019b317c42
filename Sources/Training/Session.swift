import Datasets
import Foundation
import Kernels
import Networks
import Recipes
import Tensors

/// A run under way: a network, its data, and where it is. Knows no thread and no clock but the one that it is told.
final class Session {
    let run: PreparedRun
    let folder: RunFolder
    let trainable: any Trainable
    let pool: WorkerPool
    let epochs: Int
    private(set) var counters: Checkpoint.Counters
    private(set) var records: [EpochRecord] = []
    private(set) var curve = BatchCurve()
    private(set) var confusion: Confusion?
    private let lock: FolderLock
    private let buffers: BatchBuffers
    private let recipeText: String
    private let shuffle: RandomGenerator
    private var order: [Int] = []
    /// The epoch that `order` is of.
    private var orderedEpoch = 0
    /// Metrics over this epoch's batches so far.
    private var sums: MetricSums
    /// What a run that a stop rule ended says of it.
    private(set) var ending: String?

    /// A new run in a folder of its own.
    static func new(_ recipe: Recipe, relativeTo recipeFolder: String?, _ options: RunOptions, pool: WorkerPool) throws -> Session {
        guard recipe.compile != nil else { throw TrainingError("The recipe has no compile section, so it can't be trained. Add compile: {optimizer: adam, loss: …}.") }
        if let limit = options.limit, limit < 1 { throw TrainingError("--limit: expected at least 1 sample, got \(limit).") }
        let recipe = recipe.withAbsolutePaths(from: recipeFolder)
        let run = try PreparedRun(recipe, relativeTo: recipeFolder, limit: options.limit)
        let trainable = try run.trainable(pool: pool)
        if let path = options.initialWeights { try GivenWeights(path: path).load(into: trainable) }
        let folder = try RunFolder.create(options.folder)
        try recipe.write(to: folder.recipe)
        return Session(run, folder, trainable, pool, lock: try FolderLock(folder), counters: .init(learningRate: trainable.learningRate, limit: options.limit))
    }

    /// A run that stopped, from its newest checkpoint that can be read.
    /// `trains` false only opens it: nothing in its folder changes.
    static func resuming(_ path: String, epochs: Int? = nil, trains: Bool, pool: WorkerPool) throws -> Session {
        let folder = try RunFolder.open(path)
        var lock = try FolderLock(folder)
        var recipe = try Recipe(path: folder.recipe)
        let checkpoint = try newestCheckpoint(of: folder)
        if let epochs, let done = checkpoint?.counters.epoch, epochs < done {
            throw TrainingError("--epochs: expected at least the \(done) epochs that are done, got \(epochs). Give more, or train the recipe anew.")
        }
        if let epochs, epochs != recipe.fit.epochs {
            recipe.fit.epochs = epochs
            try recipe.write(to: folder.recipe)
            lock = try FolderLock(folder)  // of the file that is there now
        }
        let run = try PreparedRun(recipe, relativeTo: folder.path, limit: checkpoint?.counters.limit)
        let trainable = try run.trainable(pool: pool)
        try checkpoint?.restore(trainable)
        let goesOn = checkpoint.map { $0.counters.epoch < recipe.fit.epochs && (!$0.counters.isStopped || epochs != nil) } ?? false
        if trains, goesOn { unlink(folder.final) }  // of fewer epochs: it is no longer what it says
        var counters = checkpoint?.counters ?? .init(learningRate: trainable.learningRate)
        if epochs != nil, counters.isStopped {  // it goes on after a rule ended it: the rule begins to wait anew
            counters.isStopped = false
            for place in counters.rules.indices { counters.rules[place].waited = 0 }
        }
        let session = Session(run, folder, trainable, pool, lock: lock, counters: counters)
        session.records = try MetricsFile.read(folder.metrics).filter { $0.epoch <= session.counters.epoch }
        let metricsAreThere = FileManager.default.fileExists(atPath: folder.metrics)
        // A run that went on without its first lines has those behind them.
        let isWhole = zip(session.records, session.records.dropFirst()).allSatisfy { $1.epoch == $0.epoch &+ 1 }
        guard !metricsAreThere || isWhole && session.records.last?.epoch ?? 0 == session.counters.epoch else {
            throw TrainingError(
                "\(folder.metrics) has \(session.records.count) of the \(session.counters.epoch) epochs of the checkpoint. Restore it, or delete it to go on without its lines.")
        }
        for record in session.records {
            session.curve.append(BatchPoint(step: 0, epoch: Double(record.epoch), loss: Float(record.loss), accuracy: record.accuracy.map { Float($0) }))
        }
        if session.counters.epoch > 0, run.parts.validation.count > 0 { session.confusion = session.validate()?.confusion }
        return session
    }

    /// `nil` for a run that stopped before its first checkpoint: it starts again. A damaged newest one falls back to the one before.
    private static func newestCheckpoint(of folder: RunFolder) throws -> Checkpoint? {
        let paths = folder.checkpoints
        var problem: (any Error)?
        for path in paths {
            do { return try Checkpoint(path: path) } catch { problem = problem ?? error }
        }
        if let problem { throw problem }
        return nil
    }

    private init(_ run: PreparedRun, _ folder: RunFolder, _ trainable: any Trainable, _ pool: WorkerPool, lock: FolderLock, counters: Checkpoint.Counters) {
        self.run = run
        self.folder = folder
        self.trainable = trainable
        self.pool = pool
        self.lock = lock
        self.counters = counters
        epochs = run.recipe.fit.epochs
        recipeText = run.recipe.yaml
        shuffle = RandomGenerator(seed: run.recipe.fit.seed, purpose: .shuffle)
        buffers = BatchBuffers(for: trainable, run.parts.training, pool: pool)
        sums = MetricSums(run.recipe.compile?.metrics ?? [], outputs: trainable.outputShape.dimensions.last ?? 1)
        if counters.metricSums.map(\.count) == sums.sums.map(\.count) { sums.sums = counters.metricSums }
        if counters.rules.count != run.recipe.fit.callbacks.count { self.counters.rules = run.recipe.fit.callbacks.map { _ in RuleState() } }
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
    private var schedule: Schedule? { run.recipe.compile?.schedule }

    /// Mean loss and accuracy over this epoch's batches so far.
    var epochLoss: Double? { counters.samples > 0 ? counters.lossSum / Double(counters.samples) : records.last?.loss }
    var epochAccuracy: Double? { counters.samples > 0 ? sums.value(of: .accuracy) : records.last?.accuracy }
    var epochFigures: [Figure] {
        counters.samples > 0 ? Figure.others(sums) : records.last?.figures.filter { !$0.name.hasPrefix("val_") } ?? []
    }

    /// One batch: gather, step, fold.
    func trainBatch() throws(NetworkError) -> Int {
        let epoch = counters.epoch + 1
        if orderedEpoch != epoch {
            let count = run.parts.training.count
            order = run.recipe.fit.shuffle ? shuffle.permutation(count, stream: UInt64(epoch)) : Array(0..<count)
            orderedEpoch = epoch
        }
        if counters.batch == 0 { trainable.resetStates() }
        if schedule != nil { trainable.learningRate = learningRate }
        let start = min(order.count, counters.batch * trainable.capacity), end = min(order.count, start + trainable.capacity)
        let before = sums.accuracySums
        let result = try buffers.with(run.parts.training, order[start..<end], epoch: epoch) { batch throws(NetworkError) in
            try trainable.train(batch, metrics: &sums)
        }
        counters.batch += 1
        counters.steps = trainable.stepsTaken
        counters.learningRate = trainable.learningRate
        counters.lossSum += result.lossSum
        counters.metricSums = sums.sums
        counters.samples += result.count
        curve.append(BatchPoint(
            step: counters.steps, epoch: Double(counters.epoch) + Double(counters.batch) / Double(batches), loss: Float(result.lossSum / Double(result.count)),
            accuracy: sums.accuracySums.flatMap { now in before.map { Float((now.right - $0.right) / max(1, now.all - $0.all)) } }))
        return result.count
    }

    /// Validates, records and saves an epoch whose batches are done; it took `seconds` of training.
    func finishEpoch(in time: (seconds: Double, samples: Int)) throws -> EpochRecord {
        let validation = validate()
        confusion = validation?.confusion
        let record = EpochRecord(
            epoch: counters.epoch + 1, loss: epochLoss ?? 0, accuracy: epochAccuracy, validationLoss: validation?.loss,
            validationAccuracy: validation?.accuracy, learningRate: learningRate, seconds: time.seconds,
            samplesPerSecond: time.seconds > 0 ? Double(time.samples) / time.seconds : 0,
            figures: Figure.others(sums) + (validation?.figures.filter { $0.name != MetricKind.accuracy.rawValue } ?? []).map { Figure(name: "val_" + $0.name, value: $0.value) })
        records.append(record)
        counters.epoch += 1
        sums.reset()
        (counters.batch, counters.lossSum, counters.metricSums, counters.samples) = (0, 0, [], 0)
        let isBest = note(record), isRestored = ask(record)
        try MetricsFile.write(records, to: folder.metrics)
        try save()
        if isBest { try FileBytes.share(checkpointPath, as: folder.best) }
        if isRestored { try FileBytes.share(checkpointPath, as: folder.restored) }
        return record
    }

    /// Remembers the epoch's measure where it is the best yet: what a ModelCheckpoint monitors, else the validation loss, else the loss.
    private func note(_ record: EpochRecord) -> Bool {
        let rule = run.recipe.fit.callbacks.first { $0.kind == .modelCheckpoint }, sign = rule.map { $0.isBetterHigher ? -1.0 : 1 } ?? 1
        guard let measure = rule.flatMap({ record.value($0.monitor) }) ?? record.validationLoss ?? record.loss as Double? else { return false }
        guard measure.isFinite, sign * measure < counters.best.map({ sign * $0 }) ?? .infinity else { return false }
        counters.best = measure
        return true
    }

    /// Asks the stop rules what to do after an epoch; whether its weights are those that the end goes back to.
    private func ask(_ record: EpochRecord) -> Bool {
        var isRestored = false
        for (place, rule) in run.recipe.fit.callbacks.enumerated() {
            switch counters.rules[place].verdict(rule, epoch: record.epoch, value: record.value(rule.monitor)) {
            case .goOn: break
            case .better: if rule == restoring { isRestored = true }
            case .stop:
                counters.isStopped = true
                ending = "\(rule.name): \(rule.monitor) has not got better for \(counters.rules[place].waited) epochs."
            case .slower(let factor, let least): if learningRate > least { learningRate = max(least, learningRate * factor) }
            }
        }
        return isRestored
    }

    /// The rule whose best epoch's weights are wanted back at the end, whether it stops the run or not.
    private var restoring: StopRule? { run.recipe.fit.callbacks.last { $0.kind == .earlyStopping && $0.flag("restore_best_weights") } }

    /// Whether every weight is a number; a checkpoint of others could only fail again.
    var isFinite: Bool { trainable.parameters.allSatisfy { Reductions.firstNotFinite($0.value.pointer, count: $0.shape.count) == nil } }

    /// Writes where the run is now.
    func save() throws {
        try Checkpoint(trainable, counters: counters, recipe: recipeText).file.write(to: checkpointPath)
        folder.prune()
    }

    /// What is left after the last epoch.
    func finish() throws {
        if !FileManager.default.fileExists(atPath: checkpointPath) { try save() }
        let restores = restoring != nil && FileManager.default.fileExists(atPath: folder.restored)
        if restores { try trainable.load(Checkpoint.weights(SafetensorsFile(path: folder.restored))) }
        try FileBytes.share(restores ? folder.restored : checkpointPath, as: folder.final)
    }

    private var checkpointPath: String { folder.checkpoint(epoch: counters.epoch, batch: counters.batch) }

    private func validate() -> Evaluation? {
        guard run.parts.validation.count > 0 else { return nil }
        // What is carried through an epoch that is under way goes on from where it was.
        let carried = trainable.carried.map { Tensor(shape: $0.shape, copying: $0.numbers) }
        defer {
            for (numbers, kept) in zip(trainable.carried, carried) {
                kept.values.withUnsafeBufferPointer { if let base = $0.baseAddress { numbers.numbers.pointer.update(from: base, count: $0.count) } }
            }
        }
        return Evaluation(trainable, on: run.parts.validation, metrics: sums.metrics, classNames: run.parts.classNames, buffers: buffers)
    }

    var subject: Snapshot.Subject {
        Snapshot.Subject(
            plan: run.check.plan, dataset: run.dataset, classNames: run.parts.classNames, trainingCount: run.parts.training.count,
            validationCount: run.parts.validation.count, watchedCount: run.parts.watched.count, watchesValidation: run.parts.validation.count > 0,
            kind: kind, symbols: run.symbols)
    }
}

extension Session {
    fileprivate var kind: Snapshot.Subject.Kind {
        if run.recipe.compile?.loss.kind == .contrastiveDivergence { return .boltzmannMachine }
        return switch run.parts.training.targets {
        case .classes: .classifier
        case .inputs: .autoencoder
        case .values: run.classes == nil ? .regression : .classifier
        }
    }
}

extension Figure {
    /// The metrics beside accuracy.
    static func others(_ sums: MetricSums) -> [Figure] { all(sums).filter { $0.name != MetricKind.accuracy.rawValue } }
}

extension Recipe {
    /// The recipe with paths that hold from anywhere: a run's copy lies elsewhere than the recipe.
    func withAbsolutePaths(from folder: String?) -> Recipe {
        let base = URL(fileURLWithPath: folder ?? FileManager.default.currentDirectoryPath).path
        var recipe = self
        recipe.data.source = data.source.resolved(from: base)
        return recipe
    }
}
