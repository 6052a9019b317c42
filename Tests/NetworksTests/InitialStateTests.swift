import Networks
import Tensors
import TestSupport
import Testing

/// Recurrent layers that begin with what other layers give, against the plain network in double precision.
struct InitialStateTests {
    private static let cells = ["SimpleRNN", "LSTM", "GRU"]

    private func cell(_ name: String, _ state: ArgumentValue, sequences: Bool = true, units: Int = 3, backwards: Bool = false) throws -> LayerSpec {
        var layer = try #require(LayerSpec(kerasName: name))
        let isTaken =
            layer.set("units", to: .integer(units)) && layer.set("return_sequences", to: .flag(sequences)) && layer.set("initial_state", to: state)
            && layer.set("go_backwards", to: .flag(backwards))
        #expect(isTaken)
        return layer
    }

    private func dense(_ units: Int) -> LayerSpec { .dense(Dense(units: .count(units), activation: .tanh)) }

    private func check(_ model: [LayerSpec], input: Shape = [6], inputs: NetworkBench.Inputs = .symbols(9), count: Int = 3, _ name: String) throws {
        let bench = try NetworkBench(model, input: input, loss: .meanSquaredError, count: count, inputs: inputs)
        let output = bench.largestOutputError(), worst = bench.largestGradientError()
        #expect(output < 1e-5, "\(name): an output differs by \(output)")
        #expect(worst.error < 1e-3, "\(name): the gradient by \(worst.variable) differs by \(worst.error) of its norm")
    }

    /// An encoder whose only use is its final state, and a decoder that begins with it; masked at their ends, or not.
    @Test(arguments: cells, [false, true])
    func aDecoderBeginsWithItsEncodersState(_ name: String, _ isMasked: Bool) throws {
        let words = LayerSpec.embedding(Embedding(inputDim: 9, outputDim: 4, masksZero: isMasked))
        for (backwards, sequences) in [(false, true), (true, false)] {
            let model = [
                LayerSpec.input(InputLayer()).named("data"), words.reading("data"), try cell(name, .none, sequences: sequences, backwards: backwards).named("encoder"),
                words.reading("data"), try cell(name, .choice("encoder"), sequences: sequences, backwards: !backwards), dense(2),
            ]
            try check(model, "\(name), masked \(isMasked), backwards \(backwards)")
        }
    }

    /// The state of one encoder begins two decoders, the second of which is read, as the encoder itself is.
    @Test(arguments: cells)
    func severalUsersOfOneState(_ name: String) throws {
        let model = [
            dense(4).named("data"), try cell(name, .none).named("encoder"), try cell(name, .choice("encoder")).named("first"), try cell(name, .choice("encoder")).reading("data"),
            .add(Add(with: ["encoder", "first"])), try cell(name, .choice("first"), sequences: false), dense(2),
        ]
        for count in [1, 3, 17] { try check(model, input: [5, 2], inputs: .numbers, count: count, "\(name) with several users") }
    }

    @Test(arguments: cells, [false, true])
    func flatOutputsAreAState(_ name: String, _ isMasked: Bool) throws {
        let names = name == "LSTM" ? ["h", "c"] : ["h"]
        let words = LayerSpec.embedding(Embedding(inputDim: 9, outputDim: 4, masksZero: isMasked))
        let model = [
            words.named("words"), try cell("GRU", .none, sequences: false).named("h"), dense(3).named("c"), try cell(name, .names(names)).reading("words"),
            try cell("GRU", .none, sequences: false),
            .add(Add(with: ["h", "c"])), dense(2),
        ]
        try check(model, "\(name), masked \(isMasked)")
        let own = [LayerSpec.input(InputLayer()).named("data"), .reshape(Reshape([3, 1])), try cell(name, .names(names.map { _ in "data" }), sequences: false), dense(2)]
        try check(own, input: [3], inputs: .numbers, "\(name) that begins with the data")
    }

    /// The first steps of this data do not count: what stands there is 0, and no gradient reaches the state through it.
    @Test(arguments: cells)
    func maskedStepsBeforeTheFirstThatCounts(_ name: String) throws {
        let words = LayerSpec.embedding(Embedding(inputDim: 9, outputDim: 4, masksZero: true))
        let model = [
            words.named("words"), try cell("GRU", .none, sequences: false).named("h"),
            try cell(name, .names(name == "LSTM" ? ["h", "h"] : ["h"]), backwards: true).reading("words"), dense(2),
        ]
        try check(model, "\(name) from the end, where steps are masked")
    }

    @Test(arguments: cells)
    func theSameBitsAtAnyNumberOfThreads(_ name: String) throws {
        let model = [
            dense(9).named("data"), try cell(name, .none, units: 19).named("encoder"), try cell(name, .choice("encoder"), units: 19).reading("data"),
            .concatenate(Concatenate(with: ["encoder"])),
            try cell("GRU", .none, sequences: false, units: 5), .dense(Dense(units: .numberOfClasses, activation: .softmax)),
        ]
        var expected: [[UInt32]]?
        for threads in [1, 2, 3, 4, 8] {
            let bench = try NetworkBench(model, input: [7, 6], loss: .categoricalCrossentropy, optimizer: .adam(Adam()), count: 37, threads: threads)
            for _ in 0..<3 { try bench.network.train(bench.batch) }
            let bits = bench.network.weights.map { $0.tensor.values.map(\.bitPattern) }
            if let expected { #expect(bits == expected, "\(threads) threads") } else { expected = bits }
        }
    }

    private func problem(_ model: [LayerSpec]) -> String { StackPlan(model: model, input: [5, 2], classes: nil).problem?.description ?? "" }

    @Test func whatGivesNoStateIsRefused() throws {
        let encoder = try cell("GRU", .none, units: 4).named("encoder")
        #expect(
            problem([encoder, try cell("GRU", .choice("encoder"))]).contains(
                "initial_state: expected another GRU of 3 units, whose final state this one starts with, got layer 1 (GRU)."))
        #expect(problem([encoder, try cell("LSTM", .choice("encoder"), units: 4)]).contains("expected another LSTM of 4 units"))
        #expect(problem([encoder, try cell("LSTM", .names(["encoder"]))]).contains("expected a layer for each of its states, h and c, got 1. Give 2 names."))
        #expect(problem([encoder, try cell("GRU", .names(["encoder"]), units: 4)]).contains("expected flat outputs of 4 values, one per unit, got (5, 4) of layer 1 (GRU)"))
        var stateful = try cell("GRU", .choice("encoder"), units: 4)
        let isTaken = stateful.set("stateful", to: .flag(true))
        #expect(isTaken && problem([encoder, stateful]).contains("can't be stateful too"))
        #expect(problem([encoder, try cell("GRU", .choice("encode"), units: 4)]).contains("Did you mean encoder?"))
    }
}
