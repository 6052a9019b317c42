import Networks
import Tensors
import TestSupport
import Testing

/// Dropout of a recurrent layer's inputs and state: the same factors at every step of a sequence (Gal and Ghahramani 2016), as Keras applies them.
struct RecurrentDropoutTests {
    private static let units = 400, rate = 0.25
    private let steps = 4

    /// A SimpleRNN whose arithmetic is only h_t = x_t ∘ f + h_{t−1} ∘ r, so that the factors f and r can be read from its outputs.
    private func transparent(dropout: Double, recurrentDropout: Double, units: Int) -> SimpleRNN {
        var layer = SimpleRNN(units: units, returnsSequences: true)
        (layer.settings.activation, layer.settings.usesBias) = (.linear, false)
        layer.settings.kernel.initializer = Initializer(.identity)
        layer.settings.recurrent.initializer = Initializer(.identity)
        (layer.settings.dropout, layer.settings.recurrentDropout) = (dropout, recurrentDropout)
        return layer
    }

    /// The outputs of a training pass, by sample, step and unit, over inputs that are 1 in the first step and 0 after it, or 1 in all steps.
    private func outputs(_ layer: LayerSpec, units: Int, onlyFirst: Bool, width: Int = 1) throws -> [[[Float]]] {
        let bench = try NetworkBench([layer], input: [steps, units], loss: .meanSquaredError, count: 2)
        for index in 0..<2 * steps * units {
            UnsafeMutablePointer(mutating: bench.batch.inputs)[index] = onlyFirst && index / units % steps > 0 ? 0 : 1
        }
        let y = bench.trainingOutputs(), row = width * units
        return (0..<2).map { sample in (0..<steps).map { step in Array(y[(sample * steps + step) * row..<(sample * steps + step + 1) * row]) } }
    }

    private func expectShare(_ factors: [Float], _ what: String) {
        let kept = Float(1 / (1 - Self.rate)), zeros = factors.count { $0 == 0 }
        #expect(factors.allSatisfy { $0 == 0 || abs($0 - kept) < 1e-5 }, "\(what)")
        // A share of 400 is right to √(¼ · ¾ / 400) = 0.022.
        #expect(abs(Double(zeros) / Double(factors.count) - Self.rate) < 0.088, "\(what): \(zeros) of \(factors.count) are 0")
    }

    @Test func inputsLoseTheSameFeaturesAtEveryStep() throws {
        var layer = transparent(dropout: Self.rate, recurrentDropout: 0, units: Self.units)
        layer.settings.recurrent.initializer = Initializer(.zeros)
        let samples = try outputs(.simpleRNN(layer), units: Self.units, onlyFirst: false)
        for sample in samples {
            expectShare(sample[0], "inputs")
            #expect(sample.allSatisfy { $0 == sample[0] })
        }
        #expect(samples[0][0] != samples[1][0])
    }

    @Test func theStateLosesTheSameUnitsAtEveryStep() throws {
        let samples = try outputs(.simpleRNN(transparent(dropout: 0, recurrentDropout: Self.rate, units: Self.units)), units: Self.units, onlyFirst: true)
        for sample in samples {
            #expect(sample[0].allSatisfy { $0 == 1 })
            expectShare(sample[1], "the state")
            for step in 2..<steps {
                for unit in 0..<Self.units { #expect(abs(sample[step][unit] - sample[step - 1][unit] * sample[1][unit]) < 1e-4) }
            }
        }
        #expect(samples[0][1] != samples[1][1])
    }

    /// Inputs and state, and the two directions of a bidirectional layer, have factors of their own.
    @Test func everyPartHasItsOwnFactors() throws {
        var layer = transparent(dropout: Self.rate, recurrentDropout: Self.rate, units: Self.units)
        let both = try outputs(.simpleRNN(layer), units: Self.units, onlyFirst: true)[0]
        let state = zip(both[1], both[0]).filter { $1 != 0 }.map { $0 / $1 }
        #expect(state.contains(0) && state.contains { $0 != 0 }, "what is kept of the inputs is partly dropped of the state")
        layer.settings.recurrent.initializer = Initializer(.zeros)
        let directions = try outputs(.bidirectional(Bidirectional(.simpleRNN(layer))), units: Self.units, onlyFirst: false, width: 2)[0][0]
        #expect(Array(directions[..<Self.units]) != Array(directions[Self.units...]))
    }

    /// With factors f and r, a cell gives what one without dropout gives whose kernel has its rows scaled by f, and its recurrent kernel by r.
    @Test(arguments: ["SimpleRNN", "LSTM", "GRU", "GRU before"], [false, true])
    func everyCellAppliesTheFactorsToItsProducts(_ name: String, _ goesBackwards: Bool) throws {
        let units = 6, width = 6
        let inputs = try outputs(.simpleRNN(transparent(dropout: 0.4, recurrentDropout: 0, units: units)), units: width, onlyFirst: true)[0][0]
        let state = try outputs(.simpleRNN(transparent(dropout: 0, recurrentDropout: 0.4, units: units)), units: width, onlyFirst: true)[0][1]
        try #require(inputs.contains(0) && inputs.contains { $0 != 0 } && state.contains(0) && state.contains { $0 != 0 })
        func bench(_ dropout: Double) throws -> NetworkBench {
            var layer = try #require(LayerSpec(kerasName: String(name.prefix { $0 != " " })))
            var isTaken = layer.set("units", to: .integer(units)) && layer.set("return_sequences", to: .flag(true)) && layer.set("go_backwards", to: .flag(goesBackwards))
            isTaken = isTaken && layer.set("dropout", to: .real(dropout)) && layer.set("recurrent_dropout", to: .real(dropout))
            if name == "GRU before" { isTaken = isTaken && layer.set("reset_after", to: .flag(false)) }
            try #require(isTaken)
            return try NetworkBench([layer], input: [steps, width], loss: .meanSquaredError, count: 1)
        }
        let dropping = try bench(0.4), plain = try bench(0)
        for (variable, factors) in zip(plain.network.parameters, [inputs, state]) {
            let columns = variable.shape[1]
            for index in 0..<variable.shape.count { variable.value.pointer[index] *= factors[index / columns] }
        }
        let got = dropping.trainingOutputs(), wanted = plain.predictions()
        #expect(zip(got, wanted).allSatisfy { abs($0 - $1) < 1e-5 })
        #expect(zip(got, dropping.predictions()).contains { abs($0 - $1) > 1e-3 })
    }

    @Test(arguments: ["SimpleRNN", "LSTM", "GRU", "GRU before", "Bidirectional"])
    func gradientsBelongToTheDraw(_ name: String) throws {
        var layer = try #require(LayerSpec(kerasName: String(name.prefix { $0 != " " })))
        let own = name == "Bidirectional" ? "layer." : ""
        var isTaken = layer.set(own + "units", to: .integer(5)) && layer.set(own + "dropout", to: .real(0.3)) && layer.set(own + "recurrent_dropout", to: .real(0.3))
        if name == "GRU before" { isTaken = isTaken && layer.set("reset_after", to: .flag(false)) }
        try #require(isTaken)
        let model: [LayerSpec] = [.dense(Dense(units: .count(4), activation: .tanh)), layer, .dense(Dense(units: .count(3), activation: .tanh))]
        let bench = try NetworkBench(model, input: [5, 3], loss: .meanSquaredError, count: 4)
        for seed in 1...3 {
            let error = bench.trainingDirectionError(seed: seed)
            #expect(error < 1e-3, "\(name): \(error)")
        }
    }
}
