import Networks
import TestSupport
import Tensors
import Testing

/// The same bits at any number of threads: weights after some steps, with dropout and every kind of layer.
struct DeterminismTests {
    private let models: [(name: String, model: [LayerSpec], input: Shape)] = [
        (
            "a CNN",
            [
                .conv2D(Conv2D(filters: 17, kernelSize: Pair(3, 3), activation: .relu)), .maxPooling2D(MaxPooling2D()), .dropout(Dropout(rate: 0.3)),
                .conv2D(Conv2D(filters: 9, kernelSize: Pair(2, 3), padding: .same, activation: .tanh)), .averagePooling2D(AveragePooling2D()), .flatten(Flatten()),
                .dropout(Dropout(rate: 0.5)), .dense(Dense(units: .count(33), activation: .relu)), .dense(Dense(units: .numberOfClasses, activation: .softmax)),
            ], [19, 17, 3]
        ),
        (
            "wide layers",
            [.dense(Dense(units: .count(700), activation: .sigmoid)), .dense(Dense(units: .count(90), activation: .relu)), .dense(Dense(units: .numberOfClasses, activation: .softmax))],
            [1_100]
        ),
    ]

    @Test(arguments: [0, 1], [1, 5, 37])
    func weightsAreTheSameBitsAtAnyNumberOfThreads(_ model: Int, _ count: Int) throws {
        let (name, layers, input) = models[model]
        var expected: [[UInt32]]?
        for threads in [1, 2, 3, 4, 7, 8, 16] {
            let bench = try NetworkBench(layers, input: input, loss: .categoricalCrossentropy, optimizer: .adam(Adam()), count: count, threads: threads)
            for _ in 0..<3 { _ = try bench.network.train(bench.batch) }
            let bits = bench.network.weights.map { $0.tensor.values.map(\.bitPattern) }
            if let expected { #expect(bits == expected, "\(name), batch \(count), \(threads) threads") } else { expected = bits }
        }
    }

    @Test func theSeedDecidesTheWeights() throws {
        let model: [LayerSpec] = [.dense(Dense(units: .count(8)))]
        let first = try NetworkBench(model, input: [5], loss: .meanSquaredError, seed: 1).network.weights[0].tensor
        #expect(try NetworkBench(model, input: [5], loss: .meanSquaredError, seed: 1).network.weights[0].tensor == first)
        #expect(try NetworkBench(model, input: [5], loss: .meanSquaredError, seed: 2).network.weights[0].tensor != first)
    }
}
