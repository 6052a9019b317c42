import Datasets
import Foundation
import Kernels
import Networks
import Recipes
import Tensors
import TestSupport
import Testing
import Training

/// With scaled targets every figure that a person reads is in the target's own unit, or is said not to be.
struct UnitTests {
    private let scratch = Scratch()

    /// A run on y = 250,000 + 1,000 a, and on the same scaled.
    private func run(_ scaling: String) throws -> (SavedRun, Snapshot) {
        let rows = (0..<60).map { "\(Double($0 * 7 % 60) / 10),\(250_000 + 100 * ($0 * 7 % 60))" }
        try scratch.write("a,price\n" + rows.joined(separator: "\n") + "\n", to: "x.csv")
        let recipe = try Recipe(
            yaml: """
                name: x
                data: {source: csv, path: x.csv, target: price, scaling: standardise\(scaling)}
                model: [Dense: {units: 1}]
                compile: {optimizer: {sgd: {learning_rate: 0.1}}, loss: mean_squared_error, metrics: [mean_absolute_error, mean_squared_error, r2_score]}
                fit: {epochs: 3, batch_size: 8, validation_split: 0.2}
                """, file: "x")
        let folder = scratch.file("run-\(scaling.count)")
        let last = try TrainerBench.run(.new(recipe, relativeTo: scratch.path, RunOptions(threads: 1, folder: folder)))
        return (try SavedRun(folder), last)
    }

    @Test func figuresAndPredictionsAreInTheUnitOfTheTarget() throws {
        let (saved, last) = try run(", target_scaling: standardise")
        let evaluation = try saved.evaluate(.validation, threads: 1)
        let figures = Dictionary(uniqueKeysWithValues: evaluation.metrics.map { ($0.name, $0.value) })
        let mean = try #require(figures["mean_absolute_error"]), square = try #require(figures["mean_squared_error"]), explained = try #require(figures["r2_score"])
        // What is predicted, read from the file, gives the same figures in plain arithmetic.
        let table = (48..<60).map { Float($0 * 7 % 60) / 10 }, truth = (48..<60).map { Double(250_000 + 100 * ($0 * 7 % 60)) }
        try NpyFile.write(Tensor(shape: [12, 1], values: table), to: scratch.file("a.npy"))
        let predicted = try saved.predict(.path(scratch.file("a.npy")), weights: nil, threads: 1).outputs.values.map(Double.init)
        let errors = zip(predicted, truth).map { $0 - $1 }
        #expect(predicted.allSatisfy { (240_000...270_000).contains($0) })
        #expect(abs(errors.reduce(0) { $0 + abs($1) } / 12 - mean) < 1e-3 * mean)
        #expect(abs(errors.reduce(0) { $0 + $1 * $1 } / 12 - square) < 1e-3 * square)
        #expect(explained < 1 && explained > 0)
        // The loss is of scaled targets: it is the squared error by the variance that they were divided by.
        let trained = (0..<48).map { Double(250_000 + 100 * ($0 * 7 % 60)) }, middle = trained.reduce(0, +) / 48
        let variance = trained.reduce(0) { $0 + ($1 - middle) * ($1 - middle) } / 48
        #expect(abs(evaluation.loss - square / variance) < 1e-4 * evaluation.loss)
        let remark = try #require(saved.unitRemark)
        #expect(remark.hasPrefix("The loss and the last layer's outputs are of scaled targets (0 is 25") && remark.hasSuffix("in the target's own unit."))
        #expect(last.health.contains { $0.sentence.contains(remark) })
        // What is looked at is in the unit, too; the epochs' figures are those of an evaluation.
        let view = try saved.look(through: PredictionLens(samples: 0..<2), threads: 1).view
        #expect(view.map { Double($0.target?.first ?? 0) } == Array(truth.prefix(2)) && zip(view, predicted).allSatisfy { abs(Double($0.probabilities[0]) - $1) < 0.1 })
        #expect(abs((last.epochs.last?.value("val_mean_absolute_error") ?? 0) - mean) < 1e-6 * mean)
    }

    @Test func targetsThatAreNotScaledAreNotMentioned() throws {
        let (saved, last) = try run("")
        #expect(saved.unitRemark == nil && !last.health.contains { $0.sentence.contains("scaled targets") })
    }
}
