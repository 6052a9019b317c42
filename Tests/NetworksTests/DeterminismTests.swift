import Networks
import Tensors
import TestSupport
import Testing

/// The same bits at any number of threads: weights after some steps, with dropout and every kind of layer.
struct DeterminismTests {
    struct Subject: Sendable, CustomStringConvertible {
        let description: String
        let model: [LayerSpec]
        let input: Shape
        var inputs = NetworkBench.Inputs.numbers
        var optimizer = OptimizerSpec.adam(Adam())
    }

    private static let classes = LayerSpec.dense(Dense(units: .numberOfClasses, activation: .softmax))

    static let subjects: [Subject] = {
        var transposed = Conv2DTranspose(), depthwise = DepthwiseConv2D(), separable = SeparableConv2D(), along = Conv1D(), spatial = SpatialDropout2D(), noise = GaussianNoise()
        (transposed.filters, transposed.strides, depthwise.depthMultiplier, separable.filters) = (5, Pair(2, 2), 2, 7)
        (along.filters, along.kernelSize, spatial.rate, noise.stddev) = (9, 3, 0.3, 0.1)
        var forgetful = LSTM(units: 19, returnsSequences: true)
        (forgetful.settings.dropout, forgetful.settings.recurrentDropout) = (0.3, 0.2)
        var clipped = Nadam()
        clipped.limits.globalClipnorm = 0.5
        return [
            Subject(
                description: "a CNN",
                model: [
                    .conv2D(Conv2D(filters: 17, kernelSize: Pair(3, 3), activation: .relu)), .maxPooling2D(MaxPooling2D()), .dropout(Dropout(rate: 0.3)),
                    .conv2D(Conv2D(filters: 9, kernelSize: Pair(2, 3), padding: .same, activation: .tanh)), .averagePooling2D(AveragePooling2D()), .flatten(Flatten()),
                    .dropout(Dropout(rate: 0.5)), .dense(Dense(units: .count(33), activation: .relu)), classes,
                ], input: [19, 17, 3]),
            Subject(
                description: "convolutions of two-by-two windows under pools",
                model: [
                    .conv2D(Conv2D(filters: 16, kernelSize: Pair(2, 2), activation: .relu)), .maxPooling2D(MaxPooling2D()),
                    .conv2D(Conv2D(filters: 32, kernelSize: Pair(2, 2), activation: .relu)), .maxPooling2D(MaxPooling2D()), .flatten(Flatten()), classes,
                ], input: [24, 26, 3]),
            Subject(
                description: "other convolutions and normalizations",
                model: [
                    .depthwiseConv2D(depthwise), .batchNormalization(BatchNormalization()), .separableConv2D(separable), .spatialDropout2D(spatial), .gaussianNoise(noise),
                    .conv2DTranspose(transposed), .upSampling2D(UpSampling2D()), .layerNormalization(LayerNormalization()), .globalAveragePooling2D(GlobalAveragePooling2D()),
                    classes,
                ], input: [11, 9, 3]),
            Subject(
                description: "wide layers",
                model: [.dense(Dense(units: .count(700), activation: .sigmoid)), .preLU(PReLU()), .dense(Dense(units: .count(90), activation: .relu)), classes], input: [1_100],
                optimizer: .nadam(clipped)),
            Subject(
                description: "recurrent layers",
                model: [
                    .embedding(Embedding(inputDim: 12, outputDim: 10, masksZero: true)), .lstm(forgetful),
                    .bidirectional(Bidirectional(.gru(GRU(units: 11, returnsSequences: true)))), .simpleRNN(SimpleRNN(units: 13)), classes,
                ], input: [9], inputs: .symbols(12)),
            Subject(
                description: "a sequence of pictures",
                model: [
                    .timeDistributed(TimeDistributed(.conv2D(Conv2D(filters: 6, kernelSize: Pair(3, 3), activation: .relu)))),
                    .timeDistributed(TimeDistributed(.dropout(Dropout(rate: 0.4)))), .timeDistributed(TimeDistributed(.flatten(Flatten()))), .conv1D(along), .gru(GRU(units: 7)),
                    classes,
                ], input: [5, 8, 7, 2]),
            Subject(
                description: "a residual network with two users of one layer",
                model: [
                    .conv2D(Conv2D(filters: 9, kernelSize: Pair(3, 3), padding: .same, activation: .relu)).named("stem"), .maxPooling2D(MaxPooling2D()).named("pooled"),
                    .conv2D(Conv2D(filters: 9, kernelSize: Pair(3, 3), padding: .same, activation: .relu)), .dropout(Dropout(rate: 0.3)),
                    .conv2D(Conv2D(filters: 9, kernelSize: Pair(2, 2), padding: .same)), .add(Add(with: ["pooled"])), .activation(ActivationLayer(.relu)).named("block"),
                    .upSampling2D(UpSampling2D()), .conv2D(Conv2D(filters: 5, kernelSize: Pair(3, 3), padding: .same, activation: .tanh)).named("large"),
                    .globalAveragePooling2D(GlobalAveragePooling2D()).reading("stem"), .dense(Dense(units: .count(5), activation: .sigmoid)),
                    .multiply(Multiply(with: ["large"])), .concatenate(Concatenate(with: ["stem", "large"])), .globalAveragePooling2D(GlobalAveragePooling2D()).named("mean"),
                    .globalMaxPooling2D(GlobalMaxPooling2D()).reading("block"), .concatenate(Concatenate(with: ["mean"])), classes,
                ], input: [12, 10, 3]),
            Subject(
                description: "masked branches",
                model: [
                    .embedding(Embedding(inputDim: 12, outputDim: 10, masksZero: true)).named("words"), .lstm(forgetful).named("read"),
                    .dense(Dense(units: .count(19))).reading("words"),
                    .multiply(Multiply(with: ["read"])), .concatenate(Concatenate(with: ["words"])), .gru(GRU(units: 11)), classes,
                ], input: [9], inputs: .symbols(12)),
        ]
    }()

    @Test(arguments: subjects, [1, 5, 37])
    func weightsAreTheSameBitsAtAnyNumberOfThreads(_ subject: Subject, _ count: Int) throws {
        var expected: [[UInt32]]?
        for threads in [1, 2, 3, 4, 7, 8, 16] {
            let bench = try NetworkBench(
                subject.model, input: subject.input, loss: .categoricalCrossentropy, optimizer: subject.optimizer, count: count, threads: threads, inputs: subject.inputs)
            for _ in 0..<3 { try bench.network.train(bench.batch) }
            let bits = bench.network.weights.map { $0.tensor.values.map(\.bitPattern) }
            if let expected { #expect(bits == expected, "\(subject), batch \(count), \(threads) threads") } else { expected = bits }
        }
    }

    @Test func theSeedDecidesTheWeights() throws {
        for kernel in InitializerKind.allCases where ![.zeros, .ones, .constant, .identity].contains(kernel) {
            var dense = Dense(units: .count(8))
            dense.kernel.initializer = Initializer(kernel)
            let model: [LayerSpec] = [.dense(dense)]
            let first = try NetworkBench(model, input: [5], loss: .meanSquaredError, seed: 1).network.weights[0].tensor
            #expect(try NetworkBench(model, input: [5], loss: .meanSquaredError, seed: 1).network.weights[0].tensor == first)
            #expect(try NetworkBench(model, input: [5], loss: .meanSquaredError, seed: 2).network.weights[0].tensor != first)
        }
    }
}
