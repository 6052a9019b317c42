import Datasets
import Foundation
import Networks
import Recipes
import Tensors
import TestSupport
import Testing
import Training

/// One of each family through the same trainer: the same bits at any number of threads and after stops in the middle of epochs, with their metrics and stop rules.
struct FamilyTests {
    private let scratch = Scratch()

    enum Family: String, CaseIterable { case reader, autoencoder, machine }

    /// Small recipes that carry state from batch to batch, statistics, noise, particles and sums of metrics.
    private func recipe(_ family: Family) throws -> Recipe {
        try scratch.writeExamples([45, 4, 4], classes: 3, seed: 5) { $0.uniform(stream: 0, index: $1) > 0.5 ? 1 : 0 }
        let text: String
        switch family {
        case .reader:
            text = """
                name: reader
                data: {source: npy, inputs: x.npy, targets: y.npy}
                model:
                  - LSTM: {units: 5, return_sequences: true, stateful: true, dropout: 0.2, recurrent_dropout: 0.2}
                  - GRU: {units: 4, kernel_regularizer: {l2: 0.01}}
                  - Dense: {units: 3, activation: softmax}
                compile: {optimizer: {nadam: {learning_rate: {CosineDecay: {initial_learning_rate: 0.02, decay_steps: 20}}}}, loss: categorical_crossentropy, metrics: [accuracy, f1_score, auc]}
                fit: {epochs: 3, batch_size: 8, validation_split: 0.2, shuffle: false, seed: 1}
                """
        case .autoencoder:
            text = """
                name: autoencoder
                data: {source: npy, inputs: x.npy, targets: inputs, noise: {gaussian: 0.3}}
                model:
                  - Flatten
                  - Dense: {units: 6}
                  - BatchNormalization
                  - Activation: {activation: relu}
                  - Dense: {units: 16, activation: sigmoid}
                  - Reshape: {target_shape: [4, 4]}
                compile: {optimizer: adam, loss: binary_crossentropy, metrics: [mean_squared_error]}
                fit: {epochs: 3, batch_size: 8, validation_split: 0.2, seed: 1}
                """
        case .machine:
            text = """
                name: machine
                data: {source: npy, inputs: x.npy}
                model:
                  - RBM: {hidden_units: 7, k: 2, persistent: true}
                compile: {optimizer: {sgd: {learning_rate: 0.1, momentum: 0.5, weight_decay: 0.001}}, loss: contrastive_divergence, metrics: [pseudo_likelihood, free_energy]}
                fit: {epochs: 3, batch_size: 8, validation_split: 0.2, seed: 1}
                """
        }
        return try Recipe(yaml: text, file: "\(family.rawValue).yaml")
    }

    private func final(_ name: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: RunFolder(scratch.file(name)).final)) }

    @Test(arguments: Family.allCases)
    func leavesTheSameBitsAtAnyNumberOfThreadsAndAfterStops(_ family: Family) throws {
        let recipe = try recipe(family)
        for threads in [1, 2, 3, 8] {
            let options = RunOptions(threads: threads, folder: scratch.file("\(family)\(threads)"))
            let snapshot = try TrainerBench.run(.new(recipe, relativeTo: scratch.path, options))
            #expect(snapshot.progress.phase == .finished, "\(snapshot.progress.phase)")
            #expect(try final("\(family)\(threads)") == final("\(family)1"), "\(threads) threads")
        }
        let cut = scratch.file("\(family)cut")
        var snapshot = try TrainerBench.run(.new(recipe, relativeTo: scratch.path, RunOptions(threads: 2, folder: cut))) { trainer, snapshot in
            if snapshot.subject != nil { trainer.send(.stop) }
        }
        var rounds = 0
        while snapshot.progress.phase != .finished, rounds < 100 {
            rounds += 1
            snapshot = try TrainerBench.run(.resume(folder: cut, threads: 1 + rounds % 3, epochs: nil)) { trainer, snapshot in
                if snapshot.progress.batch > rounds % 4 { trainer.send(.stop) }
            }
        }
        #expect(snapshot.progress.phase == .finished && rounds < 100)
        #expect(try final("\(family)cut") == final("\(family)1"))
        let whole = try String(contentsOfFile: RunFolder(scratch.file("\(family)1")).metrics, encoding: .utf8).split(separator: "\n")
        let resumed = try String(contentsOfFile: RunFolder(cut).metrics, encoding: .utf8).split(separator: "\n")
        // All but the last three columns, which tell of time.
        for (a, b) in zip(whole, resumed) { #expect(a.split(separator: ",").dropLast(2) == b.split(separator: ",").dropLast(2)) }
        #expect(whole.count == resumed.count)
        for metric in recipe.compile?.metrics ?? [] { #expect(whole[0].contains("val_\(metric.name)")) }
    }

    @Test func aRunEndsWhenItGetsNoBetterAndItsBestWeightsComeBack() throws {
        var recipe = try recipe(.autoencoder)
        recipe.fit.epochs = 60
        recipe.compile?.optimizer.learningRate = 0.2
        recipe.fit.callbacks = [
            StopRule(.earlyStopping, ["patience": .number(3), "restore_best_weights": .word("true")]),
            StopRule(.reduceOnPlateau, ["patience": .number(1), "factor": .number(0.5)]),
        ]
        let run = scratch.file("early"), snapshot = try TrainerBench.run(.new(recipe, relativeTo: scratch.path, RunOptions(threads: 1, folder: run)))
        #expect(snapshot.progress.phase == .finished && snapshot.epochs.count < 60)
        #expect(snapshot.health.first?.sentence.contains("EarlyStopping") ?? false)
        let losses = snapshot.epochs.compactMap(\.validationLoss), best = losses.min() ?? 0
        #expect(losses.suffix(4).first == best, "it goes on for its patience and no longer")
        #expect((snapshot.epochs.last?.learningRate ?? 1) < 0.2)
        #expect(abs(try SavedRun(run).evaluate(.validation, threads: 1).loss - best) < 1e-6)
    }

    @Test func aRuleThatWatchesNothingIsRefused() throws {
        var recipe = try recipe(.autoencoder)
        recipe.fit.callbacks = [StopRule(.earlyStopping, ["monitor": .word("val_acuracy")])]
        let snapshot = try TrainerBench.run(.new(recipe, relativeTo: scratch.path, RunOptions(threads: 1, folder: scratch.file("refused"))))
        guard case .failed(let sentence) = snapshot.progress.phase else { throw Unexpected() }
        #expect(sentence.hasPrefix("EarlyStopping monitor: expected one of loss, mean_squared_error, val_loss"))
    }

    private struct Unexpected: Error {}
}
