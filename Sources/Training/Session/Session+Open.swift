import Datasets
import Foundation
import Kernels
import Recipes
import Tensors

extension Session {
    /// A new run in a new folder.
    static func new(_ recipe: Recipe, relativeTo recipeFolder: String?, _ options: RunOptions, pool: WorkerPool) throws -> Session {
        guard recipe.compile != nil else { throw TrainingError("The recipe has no compile section, so it can't be trained. Add compile: {optimizer: adam, loss: …}.") }
        if let limit = options.limit, limit < 1 { throw TrainingError("--limit: expected at least 1 sample, got \(limit). Give 1 or more, or leave it out.") }
        try RunBirth.check(options.folder)
        let recipe = recipe.withAbsolutePaths(from: recipeFolder)
        // Before the data is read, so that a change in the meantime is found when the run is resumed.
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
        return try Session(run, folder, trainable, pool, lock: lock, counters: counters)
    }

    /// A stopped run, from its newest checkpoint that can be read. With `trains` false it is only opened: nothing in its folder changes.
    static func resuming(_ path: String, epochs: Int? = nil, trains: Bool, pool: WorkerPool) throws -> Session {
        let folder = try RunFolder.open(path), lock = try FolderLock(folder)
        let written = try Recipe(path: folder.recipe), options = try RunOptionsFile(of: folder)
        let (checkpoint, damaged) = try newestCheckpoint(of: folder, options)
        var recipe = written
        if let epochs, let done = checkpoint?.counters.epoch, epochs < done {
            throw TrainingError("--epochs: expected at least the \(done) epochs that are done, got \(epochs). Give more, or train the recipe anew.")
        }
        let kept = try FittedData(of: folder), changes = kept?.changes(to: recipe, relativeTo: folder.path) ?? []
        if trains, !changes.isEmpty { throw TrainingError("\(path) can't be resumed: its data is not what it began with. \(changes.joined(separator: " "))") }
        if let checkpoint, checkpoint.counters.samples > 0, try Recipe(yaml: checkpoint.recipe, file: folder.recipe).compile?.metrics != recipe.compile?.metrics {
            throw TrainingError("\(folder.recipe) has other metrics than the current epoch was begun with. Restore them; they can be changed when the epoch is finished.")
        }
        if let epochs { recipe.fit.epochs = epochs }
        var run = try PreparedRun(recipe, relativeTo: folder.path, limit: options?.limit ?? checkpoint?.counters.limit, kept: kept)
        let notes = [run.note].compactMap { $0 } + changes + [remark(on: damaged, from: checkpoint)].compactMap { $0 }
        if !notes.isEmpty { run.note = notes.joined(separator: " ") }
        let trainable = try run.trainable(pool: pool)
        try checkpoint?.restore(trainable)
        var counters = checkpoint?.counters ?? .init(learningRate: trainable.learningRate)
        if epochs != nil, counters.isStopped {  // it continues after a rule ended it: the rule starts to wait again
            counters.isStopped = false
            for index in counters.rules.indices { counters.rules[index].waited = 0 }
        }
        let session = try Session(run, folder, trainable, pool, lock: lock, counters: counters)
        try session.readRecords()
        if session.counters.epoch > 0, run.parts.validation.count > 0 { session.confusion = session.validate()?.confusion }
        if trains {  // everything has been read and checked: only now does the folder change
            if recipe != written { try recipe.write(to: folder.recipe) }
            for path in damaged { unlink(path) }
            try session.mend()
        }
        return session
    }

    /// Reads the records of the finished epochs.
    private func readRecords() throws {
        records = try MetricsFile.read(folder.metrics).filter { $0.epoch <= counters.epoch }
        let metricsAreThere = FileManager.default.fileExists(atPath: folder.metrics)
        // A run whose metrics.csv was deleted before it was resumed has only the later epochs.
        let isWhole = zip(records, records.dropFirst()).allSatisfy { $1.epoch == $0.epoch &+ 1 }
        guard !metricsAreThere || isWhole && records.last?.epoch ?? 0 == counters.epoch else {
            throw TrainingError(
                "\(folder.metrics) has \(records.count) of the \(counters.epoch) epochs of the checkpoint. Restore it, or delete it to continue without those epochs.")
        }
    }

    /// Completes what a program left undone that was killed after the newest checkpoint.
    private func mend() throws {
        folder.removeLeftovers()
        if !isDone, counters.steps > 0 { unlink(folder.final) }  // it has the weights of fewer epochs
        folder.prune()
        try shareEpoch()
    }

    /// The newest checkpoint that is not damaged, and the damaged ones that are newer. No checkpoint where there is none and the run can start again from its recipe alone.
    private static func newestCheckpoint(of folder: RunFolder, _ options: RunOptionsFile?) throws -> (Checkpoint?, damaged: [String]) {
        var problem: (any Error)?, damaged: [String] = []
        for path in folder.checkpoints {
            do { return (try Checkpoint(path: path), damaged) } catch {
                guard access(path, R_OK) == 0 else { throw error }  // it may not be damaged at all
                problem = problem ?? error
                damaged.append(path)
            }
        }
        if let problem { throw problem }
        if let weights = options?.initialWeights {
            throw TrainingError(
                "\(folder.path) has no checkpoint left, and it started from the weights in \(weights). Restore a checkpoint, or train the recipe anew with --initial-weights.")
        }
        return (nil, [])
    }

    private static func remark(on damaged: [String], from checkpoint: Checkpoint?) -> String? {
        guard let counters = checkpoint?.counters, !damaged.isEmpty else { return nil }
        let names = damaged.map { ($0 as NSString).lastPathComponent }.listed("and"), batches = counters.batch > 0 ? " and \(counters.batch) batches" : ""
        return "\(names) can't be read; the run continues from the checkpoint before, after \(counters.epoch) epochs\(batches)."
    }
}

extension Recipe {
    /// The recipe with absolute paths, because a run's copy is in another folder than the recipe.
    func withAbsolutePaths(from folder: String?) -> Recipe {
        let base = URL(fileURLWithPath: folder ?? FileManager.default.currentDirectoryPath).path
        var recipe = self
        recipe.data.source = data.source.resolved(from: base)
        return recipe
    }
}
