import Foundation
import Networks
import Recipes
import Tensors
import TestSupport
import Testing
import Training

/// Whole runs of stacks whose layers read each other: the same bits at any number of threads, and after a stop in the middle of an epoch.
struct GraphRunTests {
    private let scratch = Scratch()

    /// A network, and what it reads and is to give.
    struct Subject: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let inputs: Shape, targets: Shape
        let model: String
        var loss = "mean_squared_error"
    }

    static let subjects: [Subject] = [
        Subject(
            testDescription: "a residual block with a penalty on its outputs", inputs: [6, 7, 2], targets: [3],
            model: """
                  - Conv2D: {filters: 5, kernel_size: [3, 3], padding: same, activation: relu, name: stem}
                  - Conv2D: {filters: 5, kernel_size: [3, 3], padding: same, activation: relu, activity_regularizer: {l2: 0.01}}
                  - Dropout: {rate: 0.2}
                  - Conv2D: {filters: 5, kernel_size: [3, 3], padding: same, kernel_regularizer: l1}
                  - Add: {with: [stem]}
                  - GlobalAveragePooling2D
                  - Dense: {units: 3, activation: softmax}
                """, loss: "categorical_crossentropy"),
        Subject(
            testDescription: "a small U-Net", inputs: [8, 4, 1], targets: [8, 4, 1],
            model: """
                  - Conv2D: {filters: 4, kernel_size: [3, 3], padding: same, activation: relu, name: wide}
                  - MaxPooling2D
                  - Conv2D: {filters: 6, kernel_size: [3, 3], padding: same, activation: relu}
                  - UpSampling2D
                  - Concatenate: {with: [wide]}
                  - Conv2D: {filters: 1, kernel_size: [3, 3], padding: same, activation: sigmoid}
                """),
        Subject(
            testDescription: "an encoder with a decoder", inputs: [6, 3], targets: [4, 3],
            model: """
                  - LSTM: {units: 5, name: encoder, recurrent_dropout: 0.2}
                  - RepeatVector: {n: 4}
                  - LSTM: {units: 5, return_sequences: true, initial_state: encoder}
                  - Dense: {units: 3}
                """),
        Subject(
            testDescription: "two users of one layer", inputs: [5], targets: [3],
            model: """
                  - Dense: {units: 6, activation: relu, name: shared}
                  - Dense: {units: 4, activation: tanh, name: one}
                  - Dense: {units: 4, activation: tanh, from: shared}
                  - GaussianNoise: {stddev: 0.1}
                  - Multiply: {with: [one]}
                  - Dense: {units: 3, activation: softmax}
                """, loss: "categorical_crossentropy"),
        Subject(
            testDescription: "two trunks of the same data", inputs: [5, 6, 2], targets: [3],
            model: """
                  - Conv2D: {filters: 4, kernel_size: [3, 3], activation: relu}
                  - GlobalMaxPooling2D: {name: maps}
                  - Input
                  - Flatten
                  - Dense: {units: 5, activation: tanh}
                  - Concatenate: {with: [maps]}
                  - Dense: {units: 3, activation: softmax}
                """, loss: "categorical_crossentropy"),
    ]

    private func recipe(_ subject: Subject) throws -> Recipe {
        let random = RandomGenerator(seed: 5, purpose: .sampling), count = 37
        var inputs = Tensor(zeros: Shape([count] + subject.inputs.dimensions)), targets = Tensor(zeros: Shape([count] + subject.targets.dimensions))
        for index in inputs.values.indices { inputs.values[index] = random.uniform(stream: 0, index: index) }
        for index in targets.values.indices where subject.loss == "mean_squared_error" { targets.values[index] = random.uniform(stream: 1, index: index) }
        if subject.loss != "mean_squared_error" { for row in 0..<count { targets.values[3 * row + random.integer(below: 3, stream: 1, index: row)] = 1 } }
        try NpyFile.write(inputs, to: scratch.file("x.npy"))
        try NpyFile.write(targets, to: scratch.file("y.npy"))
        let yaml = """
            name: a graph
            data: {source: npy, inputs: x.npy, targets: y.npy, scaling: none}
            model:
            \(subject.model)
            compile: {optimizer: adam, loss: \(subject.loss), metrics: []}
            fit: {epochs: 3, batch_size: 8, validation_split: 0.2, seed: 2}

            """
        return try Recipe(yaml: yaml, file: "graph.yaml")
    }

    private func final(_ name: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: RunFolder(scratch.file(name)).final)) }

    /// `metrics.csv` without its times.
    private func metrics(_ name: String) throws -> [[Substring]] {
        try String(contentsOfFile: RunFolder(scratch.file(name)).metrics, encoding: .utf8).split(separator: "\n").map { Array($0.split(separator: ",").dropLast(2)) }
    }

    @Test(arguments: subjects) func bitsAreTheSameAtAnyNumberOfThreadsAndAfterAStop(_ subject: Subject) throws {
        let recipe = try recipe(subject)
        for threads in [1, 2, 3, 4, 8] {
            let options = RunOptions(threads: threads, folder: scratch.file("run\(threads)"))
            let snapshot = try TrainerBench.run(.new(recipe, relativeTo: scratch.path, options))
            #expect(snapshot.progress.phase == .finished && snapshot.epochs.count == 3, "\(snapshot.progress.phase)")
            #expect(try final("run\(threads)") == final("run1") && metrics("run\(threads)") == metrics("run1"))
        }
        // Stopped after each batch, and continued with another number of threads.
        var snapshot = try TrainerBench.run(.new(recipe, relativeTo: scratch.path, RunOptions(threads: 2, folder: scratch.file("cut")))) { trainer, snapshot in
            if snapshot.subject != nil { trainer.send(.stop) }
        }
        var rounds = 0
        while snapshot.progress.phase != .finished, rounds < 60 {
            #expect(snapshot.progress.phase == .stopped)
            var steps = 0
            snapshot = try TrainerBench.run(.resume(folder: scratch.file("cut"), threads: 1 + rounds % 3, epochs: nil)) { trainer, snapshot in
                guard snapshot.subject != nil, steps == 0 || snapshot.progress.phase == .paused, steps <= 1 else { return }
                trainer.send(steps == 1 ? .stop : .stepBatch)
                steps += 1
            }
            rounds += 1
        }
        #expect(try snapshot.progress.phase == .finished && final("cut") == final("run1") && metrics("cut") == metrics("run1"))
    }

    /// What penalties add to the loss stands beside it: in the file, in the last snapshot, of training and of validation.
    @Test func penaltiesAreSaidBesideTheLoss() throws {
        let recipe = try recipe(Self.subjects[0])
        let snapshot = try TrainerBench.run(.new(recipe, relativeTo: scratch.path, RunOptions(threads: 2, folder: scratch.file("run"))))
        let header = try metrics("run")[0]
        #expect(header == ["epoch", "loss", "penalty", "val_loss", "val_penalty", "learning_rate"])
        let record = try #require(snapshot.epochs.last)
        for name in ["", "val_"] {
            let loss = try #require(record.value(name + "loss")), penalty = try #require(record.value(name + "penalty"))
            #expect(penalty > 0.01 && penalty < loss)
        }
        #expect(snapshot.progress.metrics.map(\.name) == ["penalty"])
        let evaluation = try SavedRun(scratch.file("run")).evaluate(.validation, threads: 1)
        #expect(evaluation.penalty == record.value("val_penalty") && evaluation.loss == record.validationLoss)
        // Where nothing is penalised nothing is said.
        let plain = try TrainerBench.run(.new(try self.recipe(Self.subjects[1]), relativeTo: scratch.path, RunOptions(threads: 2, folder: scratch.file("plain"))))
        #expect(plain.epochs.last?.metrics.isEmpty ?? false)
    }
}
