import Datasets
import Foundation
import Networks
import Recipes
import Tensors
import TestSupport
import Testing
import Training

/// A run that is watched leaves what the same run leaves that nobody looks at.
struct WatchedRunTests {
    private let scratch = Scratch()

    /// Convolutions that run as one with what stands around them, dropout, batch statistics: whatever a look could disturb. 59 samples, so that the last batch is a smaller one.
    private func recipe() throws -> Recipe {
        try scratch.writeExamples([59, 8, 7, 2], classes: 3, seed: 3)
        var recipe = Recipe(
            name: "watched", data: DataSpec(source: .npy(.init(inputs: "x.npy", targets: "y.npy"))),
            model: [
                .conv2D(Conv2D(filters: 5, kernelSize: Pair(3, 3), activation: .relu)), .maxPooling2D(MaxPooling2D()), .batchNormalization(BatchNormalization()),
                .flatten(Flatten()), .dropout(Dropout(rate: 0.3)), .dense(Dense(units: .numberOfClasses, activation: .softmax)),
            ])
        recipe.fit.epochs = 5
        recipe.fit.batchSize = 8
        recipe.fit.validationSplit = 0.2
        return recipe
    }

    private func options(_ name: String) -> RunOptions { RunOptions(threads: 2, folder: scratch.file(name)) }

    /// The files of a run, but for the times in them.
    private func files(_ name: String) throws -> [String: Data] {
        var files: [String: Data] = [:]
        for file in try FileManager.default.contentsOfDirectory(atPath: scratch.file(name)) {
            var data = try Data(contentsOf: URL(fileURLWithPath: scratch.file("\(name)/\(file)")))
            if file == "metrics.csv" {
                let lines = String(decoding: data, as: UTF8.self).split(separator: "\n").map { $0.split(separator: ",").dropLast(2).joined(separator: ",") }
                data = Data(lines.joined(separator: "\n").utf8)
            }
            files[file] = data
        }
        return files
    }

    /// With what the lab shows at most, and another layer and sample after every look.
    @Test func aWatcherChangesNothingOfARun() throws {
        let recipe = try recipe()
        let alone = try TrainerBench.run(.new(recipe, relativeTo: scratch.path, options("alone")))
        var looks = 0, isPaused = false, isClosed = false
        func watch(_ number: Int) -> TrainerCommand {
            .watch(Watch(PredictionLens(samples: 0..<12), ProbeLens(layer: number % 6, sample: number % 11), SaliencyLens(sample: number % 12)))
        }
        let watched = try TrainerBench.run(.new(recipe, relativeTo: scratch.path, options("watched")), orders: [watch(0), .pause], isWatched: true) { trainer, snapshot in
            if let probe = snapshot.views[ProbeLens(layer: looks % 6, sample: looks % 11)] {
                #expect(
                    probe.layer == looks % 6 && probe.prediction.sample == looks % 11 && snapshot.views[PredictionLens.self]?.count == 12
                        && snapshot.views[SaliencyLens.self] != nil)
                looks += 1
                trainer.send(watch(looks))
                // The first looks are at a run that waits for them; the others come as they can.
                if snapshot.progress.phase == .paused { trainer.send(looks < 8 ? .stepBatch : .goOn) }
            }
            if snapshot.progress.phase == .finished, !isClosed {
                isClosed = true
                trainer.send(.close)
            }
            isPaused = isPaused || snapshot.progress.phase == .paused
        }
        #expect(looks >= 8 && isPaused)
        #expect(alone.progress.phase == .finished && watched.progress.phase == .finished)
        #expect(try files("alone") == files("watched"))
        #expect(alone.health == watched.health && alone.confusion == watched.confusion && alone.batches == watched.batches)
        #expect(alone.views == Views())
    }
}
