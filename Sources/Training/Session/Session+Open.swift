import Datasets
import Foundation
import Kernels
import Recipes
import Tensors

extension Session {
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
