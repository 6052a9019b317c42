import Datasets
import Foundation
import Kernels
import Recipes
import Tensors

extension Session {
    /// A new run in a folder of its own.
    static func new(_ recipe: Recipe, relativeTo recipeFolder: String?, _ options: RunOptions, pool: WorkerPool) throws -> Session {
        guard recipe.compile != nil else { throw TrainingError("The recipe has no compile section, so it can't be trained. Add compile: {optimizer: adam, loss: …}.") }
        if let limit = options.limit, limit < 1 { throw TrainingError("--limit: expected at least 1 sample, got \(limit). Give 1 or more, or leave it out.") }
        try RunBirth.check(options.folder)
        let recipe = recipe.withAbsolutePaths(from: recipeFolder)
        // Before the data is read: what changes meanwhile is found when the run goes on.
        let files = try DatasetLoader().files(of: recipe.readData, relativeTo: recipeFolder)
        let run = try PreparedRun(recipe, relativeTo: recipeFolder, limit: options.limit)
        var fitted = run.fitted
        fitted.files = files
        let trainable = try run.trainable(pool: pool)
        if let path = options.initialWeights { try GivenWeights(path: path).load(into: trainable) }
        let counters = Checkpoint.Counters(learningRate: trainable.learningRate)
        let (folder, lock) = try RunBirth.make(options.folder) { folder in
            try RunOptionsFile(options).write(to: folder)
            try fitted.write(to: folder)
            try Checkpoint(trainable, counters: counters, recipe: recipe.yaml).file.write(to: folder.start)
            try recipe.write(to: folder.recipe)
        }
        return Session(run, folder, trainable, pool, lock: lock, counters: counters)
    }

    /// A run that stopped, from its newest checkpoint that can be read.
    /// `trains` false only opens it: nothing in its folder changes.
    static func resuming(_ path: String, epochs: Int? = nil, trains: Bool, pool: WorkerPool) throws -> Session {
        let folder = try RunFolder.open(path), lock = try FolderLock(folder)
        if trains { folder.removeLeftovers() }
        var recipe = try Recipe(path: folder.recipe)
        let options = try RunOptionsFile(of: folder), checkpoint = try newestCheckpoint(of: folder, options)
        if let epochs, let done = checkpoint?.counters.epoch, epochs < done {
            throw TrainingError("--epochs: expected at least the \(done) epochs that are done, got \(epochs). Give more, or train the recipe anew.")
        }
        let kept = try FittedData(of: folder), changes = kept?.changes(to: recipe, relativeTo: folder.path) ?? []
        if trains, !changes.isEmpty { throw TrainingError("\(path) can't go on: its data is not what it began with. \(changes.joined(separator: " "))") }
        if let epochs, epochs != recipe.fit.epochs {
            recipe.fit.epochs = epochs
            try recipe.write(to: folder.recipe)
        }
        var run = try PreparedRun(recipe, relativeTo: folder.path, limit: options?.limit ?? checkpoint?.counters.limit, kept: kept)
        if !changes.isEmpty { run.note = ([run.note].compactMap { $0 } + changes).joined(separator: " ") }
        let trainable = try run.trainable(pool: pool)
        try checkpoint?.restore(trainable)
        var counters = checkpoint?.counters ?? .init(learningRate: trainable.learningRate)
        if epochs != nil, counters.isStopped {  // it goes on after a rule ended it: the rule begins to wait anew
            counters.isStopped = false
            for index in counters.rules.indices { counters.rules[index].waited = 0 }
        }
        let session = Session(run, folder, trainable, pool, lock: lock, counters: counters)
        try session.readRecords()
        if session.counters.epoch > 0, run.parts.validation.count > 0 { session.confusion = session.validate()?.confusion }
        if trains { try session.mend() }
        return session
    }

    /// Reads the lines of the epochs that are done.
    private func readRecords() throws {
        records = try MetricsFile.read(folder.metrics).filter { $0.epoch <= counters.epoch }
        let metricsAreThere = FileManager.default.fileExists(atPath: folder.metrics)
        // A run that went on without its first lines has those after them.
        let isWhole = zip(records, records.dropFirst()).allSatisfy { $1.epoch == $0.epoch &+ 1 }
        guard !metricsAreThere || isWhole && records.last?.epoch ?? 0 == counters.epoch else {
            throw TrainingError("\(folder.metrics) has \(records.count) of the \(counters.epoch) epochs of the checkpoint. Restore it, or delete it to go on without its lines.")
        }
        for record in records {
            curve.append(BatchPoint(step: 0, epoch: Double(record.epoch), loss: Float(record.loss), accuracy: record.accuracy.map { Float($0) }))
        }
    }

    /// Does what a death after the newest checkpoint left undone.
    private func mend() throws {
        if !isDone, counters.steps > 0 { unlink(folder.final) }  // of fewer epochs: it is no longer what it says
        folder.prune()
        try shareEpoch()
    }

    /// A damaged newest checkpoint falls back to the one before. `nil` where there is none: the start follows from the recipe, if it follows from that alone.
    private static func newestCheckpoint(of folder: RunFolder, _ options: RunOptionsFile?) throws -> Checkpoint? {
        let paths = folder.checkpoints
        var problem: (any Error)?
        for path in paths {
            do { return try Checkpoint(path: path) } catch { problem = problem ?? error }
        }
        if let problem { throw problem }
        if let weights = options?.initialWeights {
            throw TrainingError(
                "\(folder.path) has no checkpoint left, and it started from weights of \(weights). Restore a checkpoint, or train the recipe anew with --initial-weights.")
        }
        return nil
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
