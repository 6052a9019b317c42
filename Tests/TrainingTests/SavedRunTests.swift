import Datasets
import Foundation
import Networks
import Recipes
import Tensors
import TestSupport
import Testing
import Training

struct SavedRunTests {
    private let scratch = Scratch()

    /// Inputs of a prediction come to the network as in training: bytes from 0 to 1, other numbers by what was fitted.
    @Test(arguments: ["bytes", "standardised"])
    func aRunPredictsWhatItEvaluates(_ kind: String) throws {
        let count = 12, numbers = (0..<count * 3).map { ($0 * 37) % 251 }, isBytes = kind == "bytes"
        if isBytes {
            try write(bytes: numbers, shape: "(12, 3)", to: "x.npy")
        } else {
            try NpyFile.write(Tensor(shape: [count, 3], values: numbers.map { Float($0) * 2 + 5 }), to: scratch.file("x.npy"))
        }
        let targets = (0..<count * 2).map { Float($0 % 5) }
        try NpyFile.write(Tensor(shape: [count, 2], values: targets), to: scratch.file("y.npy"))
        let recipe = try Recipe(
            yaml: """
                name: small
                data: {source: npy, inputs: x.npy, targets: y.npy\(isBytes ? "" : ", scaling: standardise")}
                model: [Dense: {units: 2}]
                compile: {optimizer: adam, loss: mean_squared_error}
                fit: {epochs: 2, batch_size: 4, seed: 1}
                """, file: "small.yaml")
        _ = try TrainerBench.run(.new(recipe, relativeTo: scratch.path, RunOptions(threads: 1, folder: scratch.file("run"))))
        let run = try SavedRun(scratch.file("run")), path = scratch.file("x.npy")
        let outputs = try run.predict(.path(path), weights: nil, threads: 1).outputs
        let error = zip(outputs.values, targets).reduce(0.0) { $0 + pow(Double($1.0 - $1.1), 2) } / Double(targets.count)
        let loss = try run.evaluate(.training, threads: 1).loss
        #expect(outputs.shape == [count, 2] && abs(error - loss) < 1e-4 * loss)
    }

    /// What only training wants (weights of examples and classes, repeated examples) and the penalties of the weights are no part of the loss of the training part.
    @Test(arguments: ["", ", class_weight: {1: 5.0}", ", balance: oversample", ", weights: w.npy"])
    func theTrainingPartIsEvaluatedAsItStands(_ wish: String) throws {
        let labels = [0, 0, 0, 1, 0, 0, 1, 0, 0, 0, 0, 1], count = labels.count
        let inputs = (0..<count * 3).map { Float(($0 * 37) % 11) / 5 - 1 }
        try NpyFile.write(Tensor(shape: [count, 3], values: inputs), to: scratch.file("x.npy"))
        try NpyFile.write(Tensor(shape: [count], values: (0..<count).map { Float($0) }), to: scratch.file("w.npy"))
        try write(bytes: labels, shape: "(12,)", to: "y.npy")
        let recipe = try Recipe(
            yaml: """
                name: small
                data: {source: npy, inputs: x.npy, targets: y.npy\(wish)}
                model: [Dense: {units: 2, activation: softmax, kernel_regularizer: {l2: 0.1}}]
                compile: {optimizer: adam, loss: sparse_categorical_crossentropy}
                fit: {epochs: 2, batch_size: 4, validation_split: 0, seed: 1}
                """, file: "small.yaml")
        _ = try TrainerBench.run(.new(recipe, relativeTo: scratch.path, RunOptions(threads: 1, folder: scratch.file("run"))))
        let run = try SavedRun(scratch.file("run")), path = scratch.file("x.npy"), outputs = try run.predict(.path(path), weights: nil, threads: 1).outputs
        let wanted = labels.indices.reduce(0.0) { $0 - log(Double(outputs.values[2 * $1 + labels[$1]])) } / Double(count)
        let kernel = try #require(try SafetensorsFile(path: RunFolder(scratch.file("run")).final).byName["0.Dense.kernel"])
        let penalty = 0.1 * kernel.values.reduce(0.0) { $0 + Double($1 * $1) }, result = try run.evaluate(.training, threads: 1)
        #expect(abs(result.penalty - penalty) < 1e-5 && abs(result.loss - result.penalty - wanted) < 1e-5, "\(result.loss) − \(result.penalty), not \(wanted)")
    }

    /// What has another shape than the data is told so, not that a layer stumbled over it.
    @Test func inputsOfAnotherShapeAreRefusedAsSuch() throws {
        try NpyFile.write(Tensor(zeros: [8, 12]), to: scratch.file("x.npy"))
        try NpyFile.write(Tensor(zeros: [8, 2]), to: scratch.file("y.npy"))
        let recipe = try Recipe(
            yaml: """
                name: small
                data: {source: npy, inputs: x.npy, targets: y.npy}
                model: [Reshape: {target_shape: [3, 4]}, Flatten, Dense: {units: 2}]
                compile: {optimizer: adam, loss: mean_squared_error}
                fit: {epochs: 1, batch_size: 4, seed: 1}
                """, file: "small.yaml")
        _ = try TrainerBench.run(.new(recipe, relativeTo: scratch.path, RunOptions(threads: 1, folder: scratch.file("run"))))
        let path = scratch.file("other.npy")
        try NpyFile.write(Tensor(zeros: [5, 7]), to: path)
        let error = #expect(throws: TrainingError.self) { try SavedRun(scratch.file("run")).predict(.path(path), weights: nil, threads: 1).outputs }
        #expect(error?.description == "The inputs: expected examples of shape (12,), as in training, got (7,). Give the examples along the first axis, each of that shape.")
    }

    private func write(bytes: [Int], shape: String, to name: String) throws {
        var header = "{'descr': '|u1', 'fortran_order': False, 'shape': \(shape), }"
        header += String(repeating: " ", count: 63 - (10 + header.count) % 64) + "\n"
        var data = Data([0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(header.count & 255), UInt8(header.count >> 8)] + Array(header.utf8))
        data.append(contentsOf: bytes.map { UInt8($0) })
        try data.write(to: URL(fileURLWithPath: scratch.file(name)))
    }
}
