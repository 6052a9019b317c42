import Foundation
import Recipes
import Tensors
import TestSupport
import Testing
import Training

/// Slow motion and a paused start change when a batch is trained, and nothing else.
struct PaceTests {
    private let scratch = Scratch()

    private func recipe(_ more: String = "") throws -> Recipe {
        let count = 60
        try NpyFile.write(Tensor(shape: [count, 3], values: (0..<count * 3).map { Float(($0 * 37) % 11) / 5 - 1 }), to: scratch.file("x.npy"))
        try NpyFile.write(Tensor(shape: [count, 1], values: (0..<count).map { Float($0 % 7) }), to: scratch.file("y.npy"))
        return try Recipe(
            yaml: """
                name: small
                data: {source: npy, inputs: x.npy, targets: y.npy}
                model: [Dense: {units: 1}]
                compile: {optimizer: adam, loss: mean_squared_error}
                fit: {epochs: 2, batch_size: 10, seed: 1\(more)}
                """, file: "small.yaml")
    }

    private func run(_ name: String, _ recipe: Recipe, orders: [TrainerCommand] = [], during: (Trainer, Snapshot) -> Void = { _, _ in }) throws -> Snapshot {
        try TrainerBench.run(.new(recipe, relativeTo: scratch.path, RunOptions(threads: 1, folder: scratch.file(name))), orders: orders, during: during)
    }

    @Test func slowMotionGivesTheSameBits() throws {
        let recipe = try recipe(), plain = try run("plain", recipe)
        let slow = try run("slow", recipe, orders: [.setPace(100)])
        #expect(slow.epochs.map(\.loss) == plain.epochs.map(\.loss) && slow.epochs.count == 2)
        let weights = { (name: String) in try SafetensorsFile(path: scratch.file("\(name)/final.safetensors")).byName }
        #expect(try weights("plain") == weights("slow"))
        #expect(try !weights("slow").isEmpty && slow.progress.pace == 100 && plain.progress.pace == nil)
    }

    /// A pace that is no number, or none that a clock could keep, changes nothing.
    @Test func aPaceIsAPositiveNumber() throws {
        let recipe = try recipe()
        for pace in [0, -1, Double.nan, .infinity] { #expect(try run("pace\(pace)", recipe, orders: [.setPace(pace)]).progress.pace == nil) }
    }

    @Test func aPausedRunHasTrainedNothing() throws {
        var first: Snapshot?
        let last = try run("paused", try recipe(), orders: [.pause]) { trainer, snapshot in
            guard snapshot.progress.phase == .paused, first == nil else { return }
            first = snapshot
            trainer.send(.goOn)
        }
        #expect(first?.batches.isEmpty ?? false && first?.progress.batch == 0 && last.progress.phase == .finished)
    }

    /// `training_samples` is what `--limit` is, and the command's has the last word.
    @Test func aRecipeCanBeHeldToFewerSamples() throws {
        let few = try run("few", try recipe(", training_samples: 20"))
        #expect(few.progress.batches == 2)
        let recipe = try recipe()
        let limited = try TrainerBench.run(.new(recipe, relativeTo: scratch.path, RunOptions(threads: 1, limit: 20, folder: scratch.file("limited"))))
        #expect(limited.epochs.map(\.loss) == few.epochs.map(\.loss))
        let command = RunOptions(threads: 1, limit: 30, folder: scratch.file("command"))
        #expect(try TrainerBench.run(.new(try self.recipe(", training_samples: 20"), relativeTo: scratch.path, command)).progress.batches == 3)
        #expect(throws: (any Error).self) { try self.recipe(", training_samples: 0") }
    }
}
