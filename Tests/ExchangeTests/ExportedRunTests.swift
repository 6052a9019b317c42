import Exchange
import Foundation
import Recipes
import Tensors
import TestSupport
import Testing
import Training

/// A run is exported by what it has stored: its data may be gone.
struct ExportedRunTests {
    private let scratch = Scratch()

    private func program(_ data: String, _ model: String, loss: String = "sparse_categorical_crossentropy") throws -> String {
        let yaml = "name: x\ndata: \(data)\nmodel: [\(model)]\ncompile: {loss: \(loss)}\nfit: {epochs: 1, batch_size: 8, validation_split: 0, seed: 1}\n"
        let options = RunOptions(threads: 1, folder: scratch.file("run"))
        #expect(try TrainerBench.run(.new(Recipe(yaml: yaml, file: "x.yaml"), relativeTo: scratch.path, options)).progress.phase == .finished)
        for name in try FileManager.default.contentsOfDirectory(atPath: scratch.path) where name != "run" { try FileManager.default.removeItem(atPath: scratch.file(name)) }
        let files = try KerasExporter().files(of: ExportedNetwork(SavedRun(scratch.file("run"))), options: ExportOptions())
        return String(decoding: files[0].bytes, as: UTF8.self)
    }

    @Test func aTableKeepsItsColumnsScalesAndClasses() throws {
        let rows = (0..<20).map { "\(2 * ($0 % 5)),\(["red", "green"][$0 % 2]),\($0 % 2 == 0 ? "yes" : "no")" }
        try scratch.write((["size,colour,answer"] + rows).joined(separator: "\n"), to: "t.csv")
        let program = try program("{source: csv, path: t.csv, target: answer, scaling: standardise}", "Dense: {units: num_classes, activation: softmax}")
        #expect(program.contains("CLASS_NAMES = [\"no\", \"yes\"]") && program.contains("COLUMNS = [\"size\", \"colour=red\"]"), "\(program)")
        #expect(program.contains("INPUT_SHAPE = (2,)") && program.contains("OFFSETS = np.array([4.0, 0.5])") && program.contains("num_classes = 2"), "\(program)")
    }

    @Test func aTextKeepsItsSymbols() throws {
        try scratch.write(String(repeating: "abba", count: 12), to: "t.txt")
        let program = try program(
            "{source: text, path: t.txt, steps: 4, one_hot: true}", "LSTM: {units: 3, return_sequences: true}, Dense: {units: num_classes, activation: softmax}")
        #expect(program.contains("VOCABULARY = [\"\", \"[UNK]\", \"a\", \"b\"]") && program.contains("np.eye(4, dtype=\"float32\")"), "\(program)")
    }

    @Test func targetsAreTurnedBack() throws {
        try scratch.write((["a,b"] + (0..<16).map { "\($0),\(10 * $0 + 5)" }).joined(separator: "\n"), to: "t.csv")
        let program = try program(
            "{source: csv, path: t.csv, target: b, targets_are: values, target_scaling: normalise}", "Dense: {units: 1}", loss: "mean_squared_error")
        #expect(program.contains("TARGET_OFFSETS = np.array([5.0])\nTARGET_WIDTHS = np.array([150.0])"), "\(program)")
    }
}
