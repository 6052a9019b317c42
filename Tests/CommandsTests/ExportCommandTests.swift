import Foundation
import TestSupport
import Testing

/// `strata export` as scripts use it; what it writes is tested in ExchangeTests.
struct ExportCommandTests {
    private let scratch = Scratch()

    private func strata(_ words: String...) throws -> Program.Outcome { try Program.run(words, in: scratch.path) }

    private func names(_ folder: String) throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: scratch.file(folder)).sorted() }

    @Test func aRunBecomesAFolderWithItsPreparationAndIsNeverWrittenOver() throws {
        #expect(try strata("train", "digits", "--epochs", "1", "--limit", "32", "--threads", "1", "--out", "run").code == 0)
        let done = try strata("export", "run", "--as", "keras", "--out", "net")
        #expect(done.code == 0 && done.output == "Saved model.py and weights.safetensors in net\n")
        #expect(try names("net") == ["model.py", "weights.safetensors"])
        let program = try String(contentsOfFile: scratch.file("net/model.py"), encoding: .utf8)
        #expect(program.contains("INPUT_SHAPE = (8, 8, 1)") && program.contains("x = x.astype(\"float32\") * np.float32(") && program.contains("CLASS_NAMES = [\"0\", \"1\", "))
        let again = try strata("export", "run", "--as", "keras", "--out", "net")
        #expect(again.code == 1 && again.error.contains("net is not empty, and an export overwrites nothing."))
        // Of a recipe with weights, examples are taken as they are.
        #expect(try strata("export", "digits", "--weights", "run/final.safetensors", "--as", "keras", "--out", "plain").code == 0)
        #expect(try !String(contentsOfFile: scratch.file("plain/model.py"), encoding: .utf8).contains("np.uint8"))
    }

    /// What a program needs to make a file of weights for a recipe.
    @Test func showNamesTheTensorsOfALayer() throws {
        struct Layer: Decodable {
            struct Weight: Decodable, Equatable {
                let name: String
                let shape: [Int]
            }
            let weights: [Weight]
        }
        let layers = try strata("show", "digits", "--json").output.split(separator: "\n").map { try JSONDecoder().decode(Layer.self, from: Data($0.utf8)) }
        #expect(layers.map(\.weights.count) == [2, 0, 0, 2, 2])
        #expect(layers[0].weights == [.init(name: "0.Conv2D.kernel", shape: [3, 3, 1, 16]), .init(name: "0.Conv2D.bias", shape: [16])])
    }

    @Test func whatIsWrongIsSaidBeforeAnythingIsMade() throws {
        let bare = try strata("export", "digits", "--as", "keras", "--out", "net")
        #expect(bare.code == 2 && bare.error.contains("Add --weights FILE.safetensors, or give a run's folder."))
        let format = try strata("export", "digits", "--as", "karas", "--out", "net")
        #expect(format.code == 1 && format.error.contains("--as: expected keras, got karas. Did you mean keras?"))
        #expect(try strata("train", "digits-rbm", "--epochs", "1", "--limit", "32", "--threads", "1", "--out", "machine").code == 0)
        let machine = try strata("export", "machine", "--as", "keras", "--out", "net")
        #expect(machine.code == 1 && machine.error.contains("Export its hidden units as a Dense layer with --features."))
        #expect(try !names("").contains { $0.hasPrefix("net") })
        #expect(try strata("export", "machine", "--as", "keras", "--features", "--out", "net").code == 0)
    }
}
