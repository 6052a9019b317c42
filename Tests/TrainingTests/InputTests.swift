import Datasets
import Foundation
import Networks
import Recipes
import Tensors
import TestSupport
import Testing
import Training

/// Numbers that a stack can't read, and weights that are none, are one sentence before anything runs.
struct InputTests {
    private let scratch = Scratch()

    private func problem(_ values: [Float], _ recipe: String) throws -> String {
        try NpyFile.write(Tensor(shape: [values.count / 2, 2], values: values), to: scratch.file("x.npy"))
        let recipe = try Recipe(yaml: "name: x\ndata: {source: npy, inputs: x.npy}\n\(recipe)\n", file: "x")
        do {
            _ = try PreparedRun(recipe, relativeTo: scratch.path, loader: DatasetLoader(installation: nil))
            return "none"
        } catch {
            return "\(error)"
        }
    }

    @Test func inputsAreOfTheKindThatTheFirstLayerReads() throws {
        let machine = "model:\n  - RBM: {hidden_units: 3}\ncompile: {optimizer: sgd, loss: contrastive_divergence}"
        #expect(try problem([0, 1, 0.5, 1], machine) == "none")
        #expect(try problem([0, 1, 0.5, 1.5], machine) == "Layer 1 (RBM): expected inputs from 0 to 1, as its units are, got 1.5. Give the data scaling: normalise.")
        let table = "model:\n  - Embedding: {input_dim: 3, output_dim: 1}\n  - Flatten\ncompile: {loss: mse}"
        #expect(try problem([0, 1, 2, 2], table) == "none")
        #expect(try problem([0, 1, 3, 2], table) == "Layer 1 (Embedding): input_dim: expected at least the 4 symbols of the data, got 3. Raise it.")
        #expect(try problem([0, 1, 0.25, 2], table).hasPrefix("Layer 1 (Embedding): expected whole numbers from 0 as inputs, got 0.25."))
    }

    /// Every symbol of a vocabulary needs its row, whether the text has it or not; rows with a one are no symbols.
    @Test func aTableHoldsTheVocabulary() throws {
        try scratch.write(String(repeating: "abc", count: 40), to: "t.txt")
        func problem(_ data: String, rows: Int) throws -> String {
            let recipe = try Recipe(
                yaml: """
                    name: x
                    data: {source: text, path: t.txt, steps: 4, \(data)}
                    model: [Embedding: {input_dim: \(rows), output_dim: 2}, Dense: {units: num_classes, activation: softmax}]
                    compile: {optimizer: adam, loss: sparse_categorical_crossentropy}
                    """, file: "x")
            let dataset = try DatasetLoader(installation: nil).load(recipe.readData, relativeTo: scratch.path)
            let check = RecipeCheck(recipe, dataset)
            do {
                _ = try PreparedRun(recipe, dataset)
            } catch {
                #expect(check.problem?.sentence == "\(error)")
            }
            return check.problem?.sentence ?? "none"
        }
        #expect(try problem("alphabet: abcdef", rows: 3) == "Layer 1 (Embedding): input_dim: expected at least the 6 symbols of the data, got 3. Raise it.")
        #expect(try problem("alphabet: abcdef", rows: 6) == "none")
        #expect(try problem("alphabet: abcdef, one_hot: true", rows: 3).hasPrefix("Layer 1 (Embedding): expects"))
    }

    @Test func weightsAndInputsOfAPredictionAreFinite() throws {
        let recipe = try Recipe(yaml: "name: x\ndata: {source: npy, inputs: x.npy}\nmodel:\n  - Dense: {units: 1}\n", file: "x")
        func predicted(_ kernel: [Float], _ inputs: [Float], shape: Shape = [2, 1], name: String = "0.Dense.kernel") -> String {
            let path = scratch.file("w.safetensors")
            do {
                try SafetensorsFile(tensors: [(name, Tensor(shape: shape, values: kernel)), ("0.Dense.bias", Tensor(zeros: [1]))]).write(to: path)
                return "\(try Inference.predict(recipe, relativeTo: nil, weights: path, inputs: Tensor(shape: [1, 2], values: inputs), threads: 1).values)"
            } catch {
                return "\(error)".replacing(scratch.path + "/", with: "")
            }
        }
        #expect(predicted([2, 3], [1, 1]) == "[5.0]")
        #expect(predicted([2, .nan], [1, 1]) == "w.safetensors: 0.Dense.kernel holds nan, expected finite numbers. Give weights from before the training diverged.")
        #expect(predicted([2, 3], [1, .infinity]) == "The input holds inf in example 0, expected finite numbers. Clean or drop it.")
        #expect(predicted([2, 3], [1, 1], name: "1.Dense.kernel").hasPrefix("The weights have no 0.Dense.kernel."))
        #expect(predicted([2, 3, 4], [1, 1], shape: [3, 1]).contains("0.Dense.kernel of shape (2, 1), the weights have (3, 1)"))
    }
}
