import Foundation
import Recipes
import Tensors
import TestSupport
import Testing
import Training

/// Outputs and training runs that Keras 3.15 computed: weights, inputs and what must come out. On JAX; `train_cnn` and `train_saturated_…`, whose outputs saturate, on TensorFlow, which
/// weighs a cross-entropy by the sums before the last activation, as is done here, where JAX clips the probabilities.
struct KerasCaseTests {
    static let cases: [String] = {
        guard let folder = Bundle.module.resourceURL?.appendingPathComponent("Cases").path else { return [] }
        return ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
    }()

    @Test func theCasesAreThere() { #expect(Self.cases.count >= 145) }

    @Test(arguments: cases)
    func givesWhatKerasGives(_ name: String) throws {
        let folder = try #require(Bundle.module.resourceURL).appendingPathComponent("Cases/\(name)").path
        func file(_ name: String) -> String { (folder as NSString).appendingPathComponent(name) }
        let recipe = try Recipe(path: file("recipe.yaml"))
        let output = try Inference.predict(
            recipe, relativeTo: folder, weights: file("weights.safetensors"), inputs: NpyFile(path: file("input.npy")).tensor, threads: 2)
        expectClose(output, try NpyFile(path: file("output.npy")).tensor, relative: 1e-4, absolute: 1e-5, name)
        guard name.hasPrefix("train_") else { return }

        let scratch = Scratch(), run = scratch.file("run")
        let snapshot = try TrainerBench.run(.new(recipe, relativeTo: folder, RunOptions(threads: 2, folder: run, initialWeights: file("weights.safetensors"))))
        #expect(snapshot.progress.phase == .finished)
        let got = try SafetensorsFile(path: RunFolder(run).final).byName
        for (variable, wanted) in try SafetensorsFile(path: file("trained.safetensors")).byName {
            expectClose(try #require(got[variable], "\(variable)"), wanted, relative: 1e-3, absolute: 1e-4, "\(name) \(variable)")
        }
        let losses = try String(contentsOfFile: file("history.csv"), encoding: .utf8).split(whereSeparator: \.isNewline).dropFirst().compactMap {
            Double($0.split(separator: ",")[1])
        }
        #expect(losses.count == snapshot.epochs.count)
        for (wanted, record) in zip(losses, snapshot.epochs) { #expect(abs(record.loss - wanted) <= 1e-4 + 1e-3 * abs(wanted), "\(name) loss") }
    }

    private func expectClose(_ got: Tensor, _ wanted: Tensor, relative: Float, absolute: Float, _ name: String) {
        #expect(got.shape == wanted.shape, "\(name)")
        guard got.shape == wanted.shape else { return }
        let worst = zip(got.values, wanted.values).map { abs($0 - $1) - absolute - relative * abs($1) }.max() ?? 0
        #expect(worst <= 0, "\(name): beyond the tolerance by \(worst)")
    }
}
