import Exchange
import Foundation
import Networks
import Recipes
import Tensors
import TestSupport
import Testing

struct KerasExporterTests {
    private func subject(_ id: String) throws -> ExchangeSubject { try #require(ExchangeSubject.all.first { $0.id == id }) }

    private func program(_ subject: ExchangeSubject, _ preparation: InputPreparation? = nil, classNames: [String] = [], targets: Scaling? = nil, asFeatures: Bool = false) throws
        -> String
    {
        var options = ExportOptions()
        options.asFeatures = asFeatures
        let network = try ExportedNetwork(subject.recipe, subject.plan, subject.weights, classNames: classNames, preparation ?? InputPreparation(none: subject.plan.input), targets)
        return String(decoding: try KerasExporter().files(of: network, options: options)[0].bytes, as: UTF8.self)
    }

    private func error(_ body: () throws -> Void) -> String {
        do {
            try body()
            return "none"
        } catch {
            return "\(error)"
        }
    }

    /// The lines of the lab's pane are the lines of the file.
    @Test func theFileHoldsThePanesProgram() throws {
        let subject = try subject("digits"), program = try program(subject)
        for line in KerasProgram(subject.recipe, input: subject.plan.input, sizes: subject.plan.sizes).lines.map(\.text) where !line.isEmpty && !line.hasPrefix("keras.utils") {
            let own = line == "model = keras.Sequential([" ? "return keras.Sequential([" : line.drop { $0 == " " }.description
            #expect(program.contains(own), "\(own)")
        }
    }

    @Test func aBoltzmannMachineIsRefusedWithItsRepair() throws {
        let machine = try subject("digits-rbm")
        #expect(
            error { _ = try program(machine) }
                == "A Boltzmann machine learns digits is a Boltzmann machine, and Keras has neither restricted Boltzmann machines nor contrastive divergence. Export its hidden units as a Dense layer with --features."
        )
        let features = try program(machine, asFeatures: true)
        #expect(features.contains("layers.Dense(100, activation=\"sigmoid\")") && features.contains("    1: [\"0.RBM.kernel\", \"0.RBM.hidden_bias\"],"))
        #expect(!features.contains("def train(") && !features.contains("contrastive_divergence"))
        #expect(error { _ = try program(subject("digits"), asFeatures: true) }.hasSuffix("which is one. Leave it out."))
    }

    @Test func preparationIsCode() throws {
        let subject = try subject("digits")
        var preparation = InputPreparation(none: subject.plan.input)
        #expect(try !program(subject, preparation).contains("np.uint8"))
        preparation.byteScale = 1 / 255
        preparation.scaling = Scaling(offsets: [0.25], widths: [1e-7])
        let code = try program(subject, preparation, classNames: ["it's \"0\"", "1\n"])
        #expect(code.contains("        x = x.astype(\"float32\") * np.float32(1 / 255)"))
        #expect(code.contains("OFFSETS = np.array([0.25])\nWIDTHS = np.array([1e-07])"))
        #expect(code.contains("CLASS_NAMES = [\"it's \\\"0\\\"\", \"1\\x0a\"]"))
        let addition = try self.subject("addition")
        var symbols = InputPreparation(none: [5], symbols: ["0", "1", "+"])
        symbols.oneHotDepth = 3
        let encoded = try program(addition, symbols, targets: Scaling(offsets: [3], widths: [2]))
        #expect(encoded.contains("VOCABULARY = [\"0\", \"1\", \"+\"]") && encoded.contains("x = np.eye(3, dtype=\"float32\")[x.astype(\"int64\")]\n"))
        #expect(encoded.contains("    return np.array([[numbers[symbol] for symbol in text] for text in texts])"))
        symbols.symbols = ["", "[UNK]", "a"]
        #expect(try program(addition, symbols).contains("[[numbers.get(symbol, 1) for symbol in text]"))
        #expect(encoded.contains("    return y * TARGET_WIDTHS + TARGET_OFFSETS"))
    }

    @Test func aNameCannotBecomeCode() throws {
        var recipe = try subject("digits").recipe
        recipe.name = "a\nimport os\r\nb\"\"\""
        let network = try subject("digits")
        let lines = try program(ExchangeSubject(id: "x", recipe: recipe, plan: network.plan)).components(separatedBy: "\n")
        #expect(!lines.contains { $0.hasPrefix("import os") } && lines.contains("# import os"))
    }

    @Test func weightsOfAnotherStackAreRefused() throws {
        let subject = try subject("digits")
        func network(_ change: (inout [String: Tensor]) -> Void) -> String {
            var weights = subject.weights
            change(&weights)
            return error { _ = try ExportedNetwork(subject.recipe, subject.plan, weights, classNames: [], InputPreparation(none: subject.plan.input)) }
        }
        #expect(network { $0["0.Conv2D.kernel"] = nil }.hasPrefix("The weights have no 0.Conv2D.kernel."))
        #expect(network { $0["0.Conv2D.bias"] = Tensor(zeros: [3]) }.hasPrefix("0.Conv2D.bias: expected shape (16,), got (3,)."))
        #expect(network { $0["9.Dense.kernel"] = Tensor(zeros: [3]) }.hasPrefix("The weights hold 9.Dense.kernel,"))
    }

    @Test func anUnknownFormatIsNamedWithThoseThatThereAre() {
        #expect(error { _ = try Exporters.named("kera") } == "--as: expected keras, got kera. Did you mean keras?")
        #expect(Set(Exporters.all.map { $0.id }).count == Exporters.all.count)
    }
}
