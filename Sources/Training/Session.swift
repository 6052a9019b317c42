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
    let network: Network
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
    let reportsAccuracy: Bool

    /// A new run in a folder of its own.
    static func new(_ recipe: Recipe, relativeTo recipeFolder: String?, _ options: RunOptions, pool: WorkerPool) throws -> Session {
        guard recipe.compile != nil else { throw TrainingError("The recipe has no compile section, so it can't be trained. Add compile: {optimizer: adam, loss: …}.") }
        if let limit = options.limit, limit < 1 { throw TrainingError("--limit: expected at least 1 sample, got \(limit).") }
        let recipe = recipe.withAbsolutePaths(from: recipeFolder)
        let run = try PreparedRun(recipe, relativeTo: recipeFolder, limit: options.limit)
        let network = try run.network(pool: pool)
        if let path = options.initialWeights { try network.load(Checkpoint.weights(SafetensorsFile(path: path))) }
        let folder = try RunFolder.create(options.folder)
        try recipe.write(to: folder.recipe)
        return Session(run, folder, network, pool, lock: try FolderLock(folder), counters: .init(learningRate: network.learningRate, limit: options.limit))
    }

    /// A run that stopped, from its newest checkpoint that can be read.
    static func resuming(_ path: String, epochs: Int? = nil, pool: WorkerPool) throws -> Session {
        let folder = try RunFolder.open(path)
        var lock = try FolderLock(folder)
        var recipe = try Recipe(path: folder.recipe)
        if let epochs, epochs != recipe.fit.epochs {
            recipe.fit.epochs = epochs
            try recipe.write(to: folder.recipe)
            lock = try FolderLock(folder)  // of the file that is there now
        }
        let checkpoint = try newestCheckpoint(of: folder)
        let run = try PreparedRun(recipe, relativeTo: folder.path, limit: checkpoint?.counters.limit)
        let network = try run.network(pool: pool)
        try checkpoint?.restore(network)
        if checkpoint.map({ $0.counters.epoch < recipe.fit.epochs }) ?? true { unlink(folder.final) }  // of fewer epochs: it is no longer what it says
        let session = Session(run, folder, network, pool, lock: lock, counters: checkpoint?.counters ?? .init(learningRate: network.learningRate))
        session.records = try MetricsFile.read(folder.metrics).filter { $0.epoch <= session.counters.epoch }
        let metricsAreThere = FileManager.default.fileExists(atPath: folder.metrics)
        guard !metricsAreThere || session.records.count == session.counters.epoch else {
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

    private init(_ run: PreparedRun, _ folder: RunFolder, _ network: Network, _ pool: WorkerPool, lock: FolderLock, counters: Checkpoint.Counters) {
        self.run = run
        self.folder = folder
        self.network = network
        self.pool = pool
        self.lock = lock
        self.counters = counters
        epochs = run.recipe.fit.epochs
        recipeText = run.recipe.yaml
        shuffle = RandomGenerator(seed: run.recipe.fit.seed, purpose: .shuffle)
        buffers = BatchBuffers(capacity: network.capacity, inputCount: network.inputCount, targetCount: network.targetCount)
        reportsAccuracy = run.recipe.compile?.metrics.contains(.accuracy) ?? false
    }

    var batches: Int { (run.parts.training.count + network.capacity - 1) / network.capacity }
    var isDone: Bool { counters.epoch >= epochs }
    var isEpochDone: Bool { counters.batch >= batches }
    var learningRate: Double {
        get { counters.learningRate }
        set {
            counters.learningRate = newValue
            network.learningRate = newValue
        }
    }

    /// Mean loss and accuracy over this epoch's batches so far.
    var epochLoss: Double? { counters.samples > 0 ? counters.lossSum / Double(counters.samples) : records.last?.loss }
    var epochAccuracy: Double? {
        guard reportsAccuracy else { return nil }
        return counters.samples > 0 ? counters.correct / Double(counters.samples) : records.last?.accuracy
    }

    /// One batch: gather, step, fold.
    func trainBatch() throws(NetworkError) -> Int {
        let epoch = counters.epoch + 1
        if orderedEpoch != epoch {
            let count = run.parts.training.count
            order = run.recipe.fit.shuffle ? shuffle.permutation(count, stream: UInt64(epoch)) : Array(0..<count)
            orderedEpoch = epoch
        }
        let start = min(order.count, counters.batch * network.capacity), end = min(order.count, start + network.capacity)
        let result = try buffers.with(run.parts.training, order[start..<end], epoch: epoch) { batch throws(NetworkError) in try network.train(batch) }
        counters.batch += 1
        counters.steps = network.stepsTaken
        counters.lossSum += result.lossSum
        counters.correct += result.correct
        counters.samples += result.count
        curve.append(BatchPoint(
            step: counters.steps, epoch: Double(counters.epoch) + Double(counters.batch) / Double(batches), loss: Float(result.lossSum / Double(result.count)),
            accuracy: reportsAccuracy ? Float(result.correct / Double(result.count)) : nil))
        return result.count
    }

    /// Validates, records and saves an epoch whose batches are done; it took `seconds` of training.
    func finishEpoch(seconds: Double) throws -> EpochRecord {
        let validation = validate()
        confusion = validation?.confusion
        let record = EpochRecord(
            epoch: counters.epoch + 1, loss: epochLoss ?? 0, accuracy: epochAccuracy, validationLoss: validation?.loss,
            validationAccuracy: reportsAccuracy ? validation?.accuracy : nil, learningRate: learningRate, seconds: seconds,
            samplesPerSecond: seconds > 0 ? Double(counters.samples) / seconds : 0)
        records.append(record)
        counters.epoch += 1
        (counters.batch, counters.lossSum, counters.correct, counters.samples) = (0, 0, 0, 0)
        let measure = record.validationLoss ?? record.loss
        let isBest = measure < counters.bestLoss ?? .infinity
        if isBest { counters.bestLoss = measure }
        try MetricsFile.write(records, to: folder.metrics)
        try save()
        if isBest { try FileBytes.share(checkpointPath, as: folder.best) }
        return record
    }

    /// Writes where the run is now.
    func save() throws {
        try Checkpoint(network, counters: counters, recipe: recipeText).file.write(to: checkpointPath)
        folder.prune()
    }

    /// What is left after the last epoch.
    func finish() throws {
        if !FileManager.default.fileExists(atPath: checkpointPath) { try save() }
        try FileBytes.share(checkpointPath, as: folder.final)
    }

    private var checkpointPath: String { folder.checkpoint(epoch: counters.epoch, batch: counters.batch) }

    private func validate() -> Evaluation? {
        guard run.parts.validation.count > 0 else { return nil }
        return Evaluation(network, on: run.parts.validation, classNames: run.parts.classNames, buffers: buffers)
    }

    var subject: Snapshot.Subject {
        Snapshot.Subject(
            plan: run.check.plan, dataset: run.dataset, classNames: run.parts.classNames, trainingCount: run.parts.training.count,
            validationCount: run.parts.validation.count, watchedCount: run.parts.watched.count, watchesValidation: run.parts.validation.count > 0)
    }
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
