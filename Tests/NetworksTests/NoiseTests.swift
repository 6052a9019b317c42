import Kernels
import Networks
import Tensors
import TestSupport
import Testing

/// Layers that draw random numbers while training: what they draw, and that the gradient belongs to the draw.
struct NoiseTests {
    private static let values = 4_000

    /// The training pass of one layer over values from −1 to 1, sample by sample; nothing follows the layer, so that the outputs are its own.
    private func outputs(_ layer: LayerSpec, input: Shape = [values], seed: Int = 1, epoch: Int = 1) throws -> (inputs: [[Float]], outputs: [[Float]]) {
        let bench = try NetworkBench([layer], input: input, loss: .meanSquaredError, count: 2, seed: seed), count = input.count
        let batch = bench.batch
        _ = bench.network.differentiate(Batch(inputs: batch.inputs, targets: batch.targets, count: 2, epoch: epoch), isTraining: true)
        func rows(_ pointer: UnsafePointer<Float>) -> [[Float]] { (0..<2).map { Array(UnsafeBufferPointer(start: pointer + $0 * count, count: count)) } }
        return (rows(batch.inputs), rows(bench.network.output))
    }

    private func differences(_ rows: (inputs: [[Float]], outputs: [[Float]])) -> [[Double]] {
        zip(rows.inputs, rows.outputs).map { zip($0, $1).map { Double($1) - Double($0) } }
    }

    private var noise: LayerSpec {
        var noise = GaussianNoise()
        noise.stddev = 0.5
        return .gaussianNoise(noise)
    }

    /// 4,000 values: the mean is right to 0.5 / √4000 = 0.008, the deviation to 0.5 / √8000 = 0.0056, a share to ½ / √4000 = 0.008; the bounds are four times that.
    @Test func gaussianNoiseHasItsDeviationAndIsNormal() throws {
        for sample in differences(try outputs(noise)) {
            let count = Double(sample.count), mean = sample.reduce(0, +) / count
            let deviation = (sample.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count).squareRoot()
            #expect(abs(mean) < 0.032 && abs(deviation - 0.5) < 0.023)
            for (bound, share) in [(0.5, 0.682_7), (1.0, 0.954_5), (1.5, 0.997_3)] {
                #expect(abs(Double(sample.count { abs($0) < bound }) / count - share) < 0.032, "within \(bound)")
            }
            // Neighbours know nothing of each other.
            let product = zip(sample, sample.dropFirst()).reduce(0) { $0 + $1.0 * $1.1 } / (count - 1)
            #expect(abs(product) < 0.016)
        }
    }

    private static let drawing: [LayerSpec] = {
        var noise = GaussianNoise(), spatial = SpatialDropout2D(), forgetful = SimpleRNN(units: 40, returnsSequences: true)
        (noise.stddev, spatial.rate) = (0.5, 0.5)
        (forgetful.settings.dropout, forgetful.settings.recurrentDropout) = (0.3, 0.3)
        return [
            .gaussianNoise(noise), .dropout(Dropout(rate: 0.5)), .spatialDropout2D(spatial), .timeDistributed(TimeDistributed(.dropout(Dropout(rate: 0.5)))),
            .simpleRNN(forgetful),
        ]
    }()

    private func input(_ layer: LayerSpec) -> Shape { layer.readsImages ? [4, 5, 40] : layer.family == .recur ? [20, 40] : [Self.values] }

    /// Seed, epoch and sample select the numbers, and nothing else does.
    @Test(arguments: drawing.indices)
    func drawsDifferBySeedEpochAndSample(_ index: Int) throws {
        let layer = Self.drawing[index], shape = input(layer), first = try outputs(layer, input: shape)
        #expect(try outputs(layer, input: shape).outputs == first.outputs)
        #expect(try outputs(layer, input: shape, epoch: 2).outputs != first.outputs)
        let two = try NetworkBench([layer], input: shape, loss: .meanSquaredError, count: 2, seed: 1), count = shape.count
        // Two equal samples get different numbers, and two networks of different seeds too.
        let same = FloatBuffer(count: 2 * count)
        for index in 0..<2 * count { same.pointer[index] = Float(index % count % 7) - 3 }
        func drawn(_ network: Network) -> [[Float]] {
            let width = network.outputShape.count
            _ = network.differentiate(Batch(inputs: same.pointer, targets: two.batch.targets, count: 2, epoch: 1), isTraining: true)
            return (0..<2).map { Array(UnsafeBufferPointer(start: network.output + $0 * width, count: width)) }
        }
        let rows = drawn(two.network), other = try NetworkBench([layer], input: shape, loss: .meanSquaredError, count: 2, seed: 9).network
        try other.load(Dictionary(uniqueKeysWithValues: two.network.weights.map { ($0.name, $0.tensor) }))
        #expect(rows[0] != rows[1] && drawn(other) != rows)
    }

    /// Outside of training they change nothing.
    @Test(arguments: drawing.indices)
    func predictionsHaveNoNoise(_ index: Int) throws {
        var layer = Self.drawing[index]
        let shape = input(layer), bench = try NetworkBench([layer], input: shape, loss: .meanSquaredError)
        let noisy = bench.trainingOutputs(), plain = bench.predictions()
        #expect(noisy != plain)
        for name in ["rate", "stddev", "layer.rate", "dropout", "recurrent_dropout"] { _ = layer.set(name, to: .real(0)) }
        let silent = try NetworkBench([layer], input: shape, loss: .meanSquaredError)
        #expect(silent.predictions() == plain && silent.trainingOutputs() == plain)
    }

    /// A share of the maps is 0 as a whole, and the others are scaled.
    @Test func spatialDropoutDropsWholeMaps() throws {
        var spatial = SpatialDropout2D()
        spatial.rate = 0.25
        let maps = 800, positions = 6, rows = try outputs(.spatialDropout2D(spatial), input: [2, 3, maps])
        for (x, y) in zip(rows.inputs, rows.outputs) {
            var dropped = 0
            for map in 0..<maps {
                let own = (0..<positions).map { $0 * maps + map }
                if own.allSatisfy({ y[$0] == 0 }) {
                    dropped += 1
                } else {
                    #expect(own.allSatisfy { abs(y[$0] - x[$0] / 0.75) < 1e-6 }, "map \(map)")
                }
            }
            // A share of 800 maps is right to √(¼ · ¾ / 800) = 0.015.
            #expect(abs(Double(dropped) / Double(maps) - 0.25) < 0.06)
        }
    }

    /// The gradient is that of the loss with the same numbers drawn: of what was dropped it is 0, of what was scaled it is scaled.
    @Test(arguments: drawing.indices)
    func gradientsBelongToTheDraw(_ index: Int) throws {
        let layer = Self.drawing[index], head: [LayerSpec] = [.flatten(Flatten()), .dense(Dense(units: .count(3), activation: .tanh))]
        let first: LayerSpec = layer.readsImages ? .conv2D(Conv2D(filters: 8, kernelSize: Pair(1, 1))) : .dense(Dense(units: .count(12), activation: .tanh))
        let shape: Shape = layer.readsImages ? [3, 4, 2] : layer.family == .recur ? [5, 6] : [9]
        let bench = try NetworkBench([first, layer] + head, input: shape, loss: .meanSquaredError, count: 4)
        for seed in 1...3 {
            let error = bench.trainingDirectionError(seed: seed)
            #expect(error < 1e-3, "\(layer.kerasName): \(error)")
        }
    }
}
