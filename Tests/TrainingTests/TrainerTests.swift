import Datasets
import Foundation
import Networks
import Recipes
import Tensors
import TestSupport
import Testing
import Training

struct TrainerTests {
    private let scratch = Scratch()

    /// A small network with dropout on random numbers: 61 samples, so that the last batch is a smaller one.
    private func recipe(epochs: Int = 4, rate: Double = 0.01) throws -> Recipe {
        try scratch.writeExamples([61, 6], classes: 3, seed: 5)
        var recipe = Recipe(
            name: "small", data: DataSpec(source: .npy(.init(inputs: "x.npy", targets: "y.npy"))),
            model: [
                .dense(Dense(units: .count(9), activation: .relu)), .dropout(Dropout(rate: 0.3)), .dense(Dense(units: .numberOfClasses, activation: .softmax)),
            ])
        recipe.compile?.optimizer.learningRate = rate
        recipe.fit.epochs = epochs
        recipe.fit.batchSize = 8
        recipe.fit.validationSplit = 0.2
        return recipe
    }

    private func options(_ name: String, threads: Int = 2) -> RunOptions { RunOptions(threads: threads, folder: scratch.file(name)) }

    private func final(_ name: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: RunFolder(scratch.file(name)).final)) }

    @Test func aRunLeavesItsFilesAndTheSameBitsAtAnyNumberOfThreads() throws {
        let recipe = try recipe()
        for threads in [1, 2, 3, 4, 8] {
            let snapshot = try TrainerBench.run(.new(recipe, relativeTo: scratch.path, options("run\(threads)", threads: threads)))
            #expect(snapshot.progress.phase == .finished && snapshot.epochs.count == 4)
            #expect(try final("run\(threads)") == final("run1"))
        }
        let names = try FileManager.default.contentsOfDirectory(atPath: scratch.file("run1")).sorted()
        #expect(
            names == [
                "best.safetensors", "checkpoint-000003.safetensors", "checkpoint-000004.safetensors", "final.safetensors", "fitted.json", "metrics.csv", "options.json",
                "recipe.yaml",
            ])
        let lines = try String(contentsOfFile: RunFolder(scratch.file("run1")).metrics, encoding: .utf8).split(separator: "\n")
        #expect(lines.count == 5 && lines[0].hasPrefix("epoch,loss,accuracy,val_loss,val_accuracy"))
    }

    /// Stopped in the middle of an epoch, at many places, and resumed: the bits of a run that was never stopped.
    @Test func aStoppedAndResumedRunLeavesTheBitsOfAnUninterruptedOne() throws {
        let recipe = try recipe()
        _ = try TrainerBench.run(.new(recipe, relativeTo: scratch.path, options("whole")))
        for stops in 1...6 {
            let name = "cut\(stops)"
            var snapshot = try TrainerBench.run(.new(recipe, relativeTo: scratch.path, options(name))) { trainer, snapshot in
                if snapshot.subject != nil { trainer.send(.stop) }
            }
            var rounds = 0
            while snapshot.progress.phase != .finished, rounds < 200 {
                #expect(snapshot.progress.phase == .stopped)
                var steps = 0
                snapshot = try TrainerBench.run(.resume(folder: scratch.file(name), threads: 1 + rounds % 3, epochs: nil)) { trainer, snapshot in
                    // So many single batches, then stop: the place differs from round to round.
                    guard snapshot.subject != nil, steps == 0 || snapshot.progress.phase == .paused, steps <= stops else { return }
                    trainer.send(steps == stops ? .stop : .stepBatch)
                    steps += 1
                }
                rounds += 1
            }
            #expect(snapshot.progress.phase == .finished)
            #expect(try final(name) == final("whole"))
        }
    }

    /// Stopped in the third batch of the second epoch, it goes on from there, not from the epoch's start.
    @Test func aRunGoesOnFromTheBatchItStoppedAt() throws {
        var steps = 0
        _ = try TrainerBench.run(.new(try recipe(), relativeTo: scratch.path, options("run"))) { trainer, snapshot in
            guard snapshot.subject != nil, steps == 0 || snapshot.progress.phase == .paused, steps <= 20 else { return }
            let isThere = snapshot.progress.epoch == 2 && snapshot.progress.batch == 3
            trainer.send(isThere ? .stop : .stepBatch)
            steps += 1
        }
        #expect(FileManager.default.fileExists(atPath: scratch.file("run/checkpoint-000001-000003.safetensors")))
        let resumed = try TrainerBench.run(.open(folder: scratch.file("run"), threads: 1))
        #expect(resumed.progress.epoch == 2 && resumed.progress.batch == 3)
    }

    @Test func countersThatNoRunLeavesAreRefused() throws {
        _ = try TrainerBench.run(.new(try recipe(epochs: 1), relativeTo: scratch.path, options("run")))
        let path = scratch.file("run/checkpoint-000001.safetensors")
        unlink(scratch.file("run/checkpoint-000000.safetensors"))
        for damage in ["\"batch\":-3", "\"epoch\":9223372036854775807", "\"steps\":-1"] {
            var file = try SafetensorsFile(path: path)
            let key = damage.split(separator: ":")[0]
            file.metadata["counters"] = file.metadata["counters"]?.replacing(try Regex("\(key):[0-9]+"), with: damage)
            unlink(path)
            unlink(scratch.file("run/final.safetensors"))
            try file.write(to: path)
            let snapshot = try TrainerBench.run(.resume(folder: scratch.file("run"), threads: 1, epochs: 3))
            guard case .failed(let sentence) = snapshot.progress.phase else { return #expect(Bool(false), "\(damage)") }
            #expect(sentence.contains("counters that no run writes"))
        }
    }

    @Test func aFolderIsOneTrainersAtATime() throws {
        var second: Snapshot?
        _ = try TrainerBench.run(.new(try recipe(epochs: 3), relativeTo: scratch.path, options("run"))) { trainer, snapshot in
            guard snapshot.subject != nil, second == nil else { return }
            trainer.send(.pause)
            second = try? TrainerBench.run(.resume(folder: scratch.file("run"), threads: 1, epochs: nil))
            trainer.send(.goOn)
        }
        guard case .failed(let sentence)? = second?.progress.phase else { return #expect(Bool(false), "both trained") }
        #expect(sentence.contains("is being trained by another program"))
    }

    @Test func aDamagedNewestCheckpointFallsBackToTheOneBefore() throws {
        let recipe = try recipe()
        _ = try TrainerBench.run(.new(recipe, relativeTo: scratch.path, options("whole")))
        _ = try TrainerBench.run(.new(recipe, relativeTo: scratch.path, options("hurt")))
        let newest = scratch.file("hurt/checkpoint-000004.safetensors")
        unlink(newest)
        try Data("cut".utf8).write(to: URL(fileURLWithPath: newest))
        unlink(scratch.file("hurt/final.safetensors"))
        let snapshot = try TrainerBench.run(.resume(folder: scratch.file("hurt"), threads: 1, epochs: nil))
        #expect(snapshot.progress.phase == .finished)
        #expect(try final("hurt") == final("whole"))
    }

    @Test func theRateChangesWhileItRunsAndStaysAfterAResume() throws {
        var recipe = try recipe(epochs: 50)
        recipe.fit.epochs = 50
        var isTold = false
        let stopped = try TrainerBench.run(.new(recipe, relativeTo: scratch.path, options("rate"))) { trainer, snapshot in
            guard snapshot.subject != nil, !isTold else { return }
            isTold = true
            trainer.send(.setLearningRate(0.5))
            trainer.send(.stop)
        }
        #expect(stopped.progress.learningRate == 0.5)
        let resumed = try TrainerBench.run(.resume(folder: scratch.file("rate"), threads: 1, epochs: nil)) { trainer, snapshot in
            if snapshot.subject != nil { trainer.send(.stop) }
        }
        #expect(resumed.progress.learningRate == 0.5)
    }

    @Test func whatCannotRunSaysWhyInOneSentence() throws {
        var recipe = try recipe()
        func sentence(_ recipe: Recipe, _ name: String) throws -> String {
            let snapshot = try TrainerBench.run(.new(recipe, relativeTo: scratch.path, options(name)))
            guard case .failed(let sentence) = snapshot.progress.phase else { return "no failure" }
            return sentence
        }
        recipe.model.append(.dense(Dense(units: .count(2))))
        #expect(try sentence(recipe, "a").contains("Layer 4 (Dense): gives (2,)"))
        recipe = try self.recipe(rate: 1e30)
        recipe.compile?.optimizer = .sgd(SGD())
        recipe.compile?.optimizer.learningRate = 900
        recipe.compile?.loss = .meanSquaredError
        recipe.model = [.dense(Dense(units: .count(40))), .dense(Dense(units: .count(40))), .dense(Dense(units: .numberOfClasses))]
        #expect(try sentence(recipe, "b").contains("The loss is not finite"))
        recipe.data.source = .npy(.init(inputs: "gone.npy"))
        #expect(try sentence(recipe, "c").contains("gone.npy"))
        _ = try TrainerBench.run(.new(try self.recipe(), relativeTo: scratch.path, options("d")))
        #expect(try sentence(self.recipe(), "d").contains("holds a run already"))
        recipe = try self.recipe()
        recipe.model = [.dense(Dense(units: .count(1 << 20))), .dense(Dense(units: .count(1 << 19))), .dense(Dense(units: .numberOfClasses, activation: .softmax))]
        #expect(try sentence(recipe, "e").contains("that are available"))
    }

    /// A run that failed is opened as one that failed, with its reason, until it goes on.
    @Test func aFailedRunStaysOneWhenItIsOpened() throws {
        var recipe = try recipe()
        recipe.compile?.optimizer = .sgd(SGD())
        recipe.compile?.optimizer.learningRate = 900
        recipe.compile?.loss = .meanSquaredError
        recipe.model = [.dense(Dense(units: .count(40))), .dense(Dense(units: .count(40))), .dense(Dense(units: .numberOfClasses))]
        let failed = try TrainerBench.run(.new(recipe, relativeTo: scratch.path, options("run")))
        guard case .failed(let sentence) = failed.progress.phase else { return #expect(Bool(false), "no failure") }
        let opened = try TrainerBench.run(.open(folder: scratch.file("run"), threads: 1))
        #expect(opened.progress.phase == .failed(sentence) && sentence.contains("The loss is not finite"))
        #expect(opened.progress.batch == failed.progress.batch && opened.epochs.isEmpty && opened.subject != nil)
        // A reason that is no text is shown as far as it is one; what is no file of a sentence is none, and is not waited for.
        let kept = scratch.file("run/failure.txt"), phase = { try TrainerBench.run(.open(folder: self.scratch.file("run"), threads: 1)).progress.phase }
        try scratch.write(Data([0x41, 0xFF, 0x42]), to: "run/failure.txt")
        #expect(try phase() == .failed("A\u{FFFD}B"))
        try scratch.write(Data(repeating: 0x41, count: 1 << 20), to: "run/failure.txt")
        #expect(try phase() == .stopped)
        unlink(kept)
        #expect(mkfifo(kept, 0o600) == 0)
        #expect(try phase() == .stopped)
        unlink(kept)
        try scratch.write(sentence + "\n", to: "run/failure.txt")
        // What keeps it from going on takes nothing away from that.
        try scratch.write("epoch,loss\nx,y\n", to: "run/metrics.csv")
        _ = try TrainerBench.run(.resume(folder: scratch.file("run"), threads: 1, epochs: nil))
        unlink(scratch.file("run/metrics.csv"))
        #expect(try TrainerBench.run(.open(folder: scratch.file("run"), threads: 1)).progress.phase == .failed(sentence))
        // Stopped at once it is a run that was stopped.
        let resumed = try TrainerBench.run(.resume(folder: scratch.file("run"), threads: 1, epochs: nil), orders: [.stop])
        #expect(resumed.progress.phase == .stopped)
        #expect(try TrainerBench.run(.open(folder: scratch.file("run"), threads: 1)).progress.phase == .stopped)
    }

    /// An order to stop that comes while the data is read is obeyed before the first batch.
    @Test func aRunIsStoppedWhileItIsPrepared() throws {
        let snapshot = try TrainerBench.run(.new(try recipe(epochs: 1_000), relativeTo: scratch.path, options("early")), orders: [.stop])
        #expect(snapshot.progress.phase == .stopped && snapshot.batches.isEmpty)
    }

    @Test func theHistoryKnowsEveryRunAndForgetsWhatIsDeleted() throws {
        let history = try RunHistory(path: scratch.file("history/h.sqlite"))
        _ = try TrainerBench.run(.new(try recipe(), relativeTo: scratch.path, options("one")), history: history)
        _ = try TrainerBench.run(.new(try recipe(epochs: 2), relativeTo: scratch.path, options("two")), history: history)
        let runs = try history.runs()
        #expect(runs.map(\.epochsDone) == [2, 4] && runs.allSatisfy { $0.status == .finished })
        #expect(try history.epochs(of: runs[1].id).map(\.epoch) == [1, 2, 3, 4])
        #expect(runs[0].bestValidationLoss != nil)
        try scratch.write("mine", to: "two/notes.txt")
        try history.delete(runs[0].id)
        #expect(try history.runs().count == 1)
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.file("two")) == ["notes.txt"])
        #expect(throws: TrainingError.self) { try RunHistory(path: "/proc/nowhere/h.sqlite") }
    }

    @Test func aFinishedRunCanBeEvaluatedAndLookedInto() throws {
        _ = try TrainerBench.run(.new(try recipe(), relativeTo: scratch.path, options("run")))
        let run = try SavedRun(scratch.file("run"))
        #expect(try run.evaluate(.validation, threads: 1).loss > 0)
        #expect(throws: TrainingError.self) { try run.evaluate(.test, threads: 1) }
        let (probe, plan) = try run.look(through: ProbeLens(layer: 0, sample: 3), threads: 2)
        #expect(plan.layers.count == 3 && probe.output.shape == [9] && probe.weights.map(\.name) == ["kernel", "bias"])
        #expect(probe.gradientNorms[0] != nil && probe.gradientNorms[1] == nil)
        #expect(probe.activationStatistics.bins.reduce(0, +) > 0)
        #expect(throws: TrainingError.self) { try run.look(through: ProbeLens(layer: 9, sample: 0), threads: 1) }
        #expect(throws: TrainingError.self) { try SavedRun(scratch.file("nothing")) }
    }
}
