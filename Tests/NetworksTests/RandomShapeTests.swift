import Networks
import Tensors
import TestSupport
import Testing

/// A thousand layers of random kinds, arguments and shapes against the textbook's loops.
struct RandomShapeTests {
    private static let kinds = [
        "Dense", "Conv2D", "Conv1D", "Conv2DTranspose", "DepthwiseConv2D", "SeparableConv2D", "MaxPooling2D", "AveragePooling2D", "MaxPooling1D", "AveragePooling1D",
        "UpSampling2D",
        "ZeroPadding2D", "Cropping2D", "SimpleRNN", "LSTM", "GRU", "Bidirectional", "LayerNormalization", "BatchNormalization", "PReLU",
    ]

    @Test(arguments: 0..<10)
    func outputsAreThoseOfTheLoops(_ block: Int) throws {
        var checked = 0
        for trial in 0..<200 {
            let random = RandomGenerator(seed: 100 * block + 7, purpose: .sampling)
            func pick(_ range: ClosedRange<Int>, _ place: Int) -> Int { range.lowerBound + random.integer(below: range.count, stream: UInt64(trial), index: place) }
            guard var layer = LayerSpec(kerasName: Self.kinds[pick(0...Self.kinds.count - 1, 0)]) else { continue }
            for (place, state) in layer.arguments.enumerated() {
                let number = 10 + 3 * place
                switch state.domain {
                case .units: _ = layer.set(state.name, to: .integer(pick(1...35, number)))
                case .integer: _ = layer.set(state.name, to: .integer(pick(1...(["units", "filters"].contains(state.name) ? 35 : 3), number)))
                case .pair: _ = layer.set(state.name, to: .pair(pick(1...4, number), pick(1...4, number + 1)))
                case .optionalPair: _ = layer.set(state.name, to: .pair(pick(1...3, number), pick(1...3, number + 1)))
                case .edges: _ = layer.set(state.name, to: .edges(Edges(top: pick(0...2, number), bottom: pick(0...2, number + 1), left: pick(0...2, number + 2), right: 1)))
                case .choice(let words):
                    if state.name == "padding" || state.name == "interpolation" || state.name == "merge_mode" {
                        _ = layer.set(state.name, to: .choice(words[pick(0...words.count - 1, number)]))
                    }
                case .flag: if !["stateful"].contains(state.name) { _ = layer.set(state.name, to: .flag(pick(0...1, number) == 1)) }
                default: break
                }
            }
            let isSequence = layer.family == .recur || layer.kerasName.hasSuffix("1D")
            let input: Shape =
                isSequence ? [pick(2...9, 1), pick(1...19, 2)] : layer.kerasName == "Dense" ? [pick(1...70, 1)] : [pick(3...13, 1), pick(3...13, 2), pick(1...19, 3)]
            guard StackPlan(model: [layer], input: input, classes: 4).problem == nil else { continue }
            checked += 1
            let bench = try NetworkBench([layer], input: input, loss: .meanSquaredError, count: pick(1...4, 4), seed: trial, threads: 2)
            let error = bench.largestOutputError()
            #expect(error < 5e-6, "\(layer) on \(input): \(error)")
        }
        #expect(checked >= 100)
    }
}
