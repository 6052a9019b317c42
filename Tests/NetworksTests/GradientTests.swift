import Networks
import Tensors
import TestSupport
import Testing

/// Outputs against the textbook's loops in double precision, gradients against finite differences of those loops.
///
/// The engine works in single precision: each rounding is at most 2⁻²⁴ = 6e-8 of a number, and a sum of n terms gathers about √n of them. With the few hundred terms of these sums
/// and up to a dozen layers and steps in a row a gradient is right to a few 1e-6 of its norm, never better than 1e-6 at large; the reference's own error is below 1e-9.
struct GradientTests {
    private let outputTolerance = 3e-6
    private let gradientTolerance = 8e-6

    /// Where a gradient is a difference of nearly equal sums (a normalization takes means away, a clipped probability its neighbours) more digits are lost.
    private let cancelling = 2e-5

    private func check(
        _ model: [LayerSpec], input: Shape, loss: LossSpec = .meanSquaredError, joins: Bool = true, inputs: NetworkBench.Inputs = .numbers, isTraining: Bool = false,
        cancels: Bool = false, _ name: String
    ) throws {
        let bench = try NetworkBench(model, input: input, loss: loss, joins: joins, inputs: inputs, isTraining: isTraining)
        let outputError = bench.largestOutputError()
        #expect(outputError < outputTolerance, "\(name): an output differs by \(outputError)")
        let worst = bench.largestGradientError()
        #expect(worst.error < (cancels || isTraining ? cancelling : gradientTolerance), "\(name): the gradient by \(worst.variable) differs by \(worst.error) of its norm")
    }

    private let head = LayerSpec.dense(Dense(units: .count(3), activation: .tanh))

    @Test(arguments: Activation.allCases)
    func everyActivation(_ activation: Activation) throws {
        try check([.dense(Dense(units: .count(7), activation: activation)), head], input: [5], "Dense \(activation)")
        try check([.dense(Dense(units: .count(7))), .activation(ActivationLayer(activation)), head], input: [4, 5], "Activation \(activation)")
    }

    @Test func parametrisedActivations() throws {
        for layer in [LayerSpec.leakyReLU(LeakyReLU()), .elu(ELU()), .preLU(PReLU())] {
            try check([.dense(Dense(units: .count(7))), layer, head], input: [5], layer.kerasName)
        }
    }

    /// Every padding × stride × dilation, with and without a joined pooling behind it.
    @Test(arguments: Padding.allCases, [Activation.relu, .tanh])
    func convolutions(_ padding: Padding, _ activation: Activation) throws {
        let shapes: [(Pair, Pair, Pair, Int, Int)] = [
            (Pair(3, 3), Pair(1, 1), Pair(1, 1), 5, 2), (Pair(2, 3), Pair(2, 1), Pair(1, 1), 17, 3), (Pair(5, 4), Pair(3, 2), Pair(1, 1), 3, 1),
            (Pair(1, 1), Pair(1, 1), Pair(1, 1), 9, 4), (Pair(2, 2), Pair(1, 1), Pair(2, 3), 4, 2), (Pair(3, 1), Pair(1, 1), Pair(1, 2), 1, 3),
            (Pair(2, 2), Pair(2, 2), Pair(1, 1), 8, 1),
        ]
        for (size, strides, dilation, filters, channels) in shapes {
            let first = Conv2D(filters: filters, kernelSize: size, strides: strides, padding: padding, dilationRate: dilation, activation: activation)
            let second = Conv2D(filters: 4, kernelSize: Pair(2, 2), padding: .same, activation: .linear)
            try check(
                [.conv2D(first), .conv2D(second), .flatten(Flatten()), .dense(Dense(units: .count(3), activation: .softmax))], input: [8, 9, channels],
                loss: .categoricalCrossentropy, "Conv2D \(size) \(strides) \(dilation) \(padding) \(activation)")
        }
    }

    @Test(arguments: [true, false])
    func convolutionsWithPoolingBehindThem(_ joins: Bool) throws {
        for (pool, activation, filters) in [(Pair(2, 2), Activation.relu, 6), (Pair(3, 2), .linear, 11), (Pair(2, 2), .relu, 16), (Pair(2, 2), .sigmoid, 3)] {
            let model: [LayerSpec] = [
                .conv2D(Conv2D(filters: filters, kernelSize: Pair(3, 3), activation: activation)), .maxPooling2D(MaxPooling2D(poolSize: pool)),
                .conv2D(Conv2D(filters: 5, kernelSize: Pair(2, 2), padding: .same, activation: .relu)),
                .averagePooling2D(AveragePooling2D(poolSize: Pair(2, 2), padding: .same)), .flatten(Flatten()),
                .dense(Dense(units: .count(4), activation: .softmax)),
            ]
            try check(model, input: [11, 10, 2], loss: .categoricalCrossentropy, joins: joins, "pool \(pool) \(activation), joined \(joins)")
        }
    }

    @Test(arguments: [true, false])
    func convolutionsWithUpsamplingBeforeThem(_ joins: Bool) throws {
        for (size, padding, activation, channels) in [
            (Pair(2, 2), Padding.same, Activation.relu, 8), (Pair(1, 3), .valid, .linear, 3), (Pair(3, 1), .same, .sigmoid, 1), (Pair(2, 2), .valid, .relu, 17),
        ] {
            let last: [LayerSpec] = [.upSampling2D(UpSampling2D(size: size)), .conv2D(Conv2D(filters: 2, kernelSize: Pair(2, 2), padding: padding, activation: activation))]
            for strides in [Pair(1, 1), Pair(2, 1)] {
                let middle = Conv2D(filters: 9, kernelSize: Pair(2, 2), strides: strides, padding: padding, activation: .relu)
                let model: [LayerSpec] = [
                    .conv2D(Conv2D(filters: channels, kernelSize: Pair(2, 2), activation: .relu)), .upSampling2D(UpSampling2D(size: size)), .conv2D(middle),
                    .maxPooling2D(MaxPooling2D(poolSize: Pair(2, 2))),
                ]
                try check(model + last, input: [9, 6, 2], joins: joins, "\(size) \(padding) \(activation) \(strides), joined \(joins)")
            }
        }
    }

    @Test(arguments: Padding.allCases)
    func convolutionsOfOtherKinds(_ padding: Padding) throws {
        for (size, strides, dilation) in [(3, 1, 1), (2, 2, 1), (4, 3, 1), (2, 1, 2)] {
            var along = Conv1D()
            (along.filters, along.kernelSize, along.strides, along.dilationRate, along.padding, along.activation) = (5, size, strides, dilation, padding, .tanh)
            try check([.conv1D(along), .conv1D(along), .flatten(Flatten()), head], input: [19, 3], "Conv1D \(size) \(strides) \(dilation) \(padding)")
            var depthwise = DepthwiseConv2D()
            (depthwise.kernelSize, depthwise.strides, depthwise.dilationRate, depthwise.padding) = (Pair(size, 2), Pair(strides, strides), Pair(dilation, dilation), padding)
            (depthwise.depthMultiplier, depthwise.activation) = (2, .tanh)
            try check([.dense3, .depthwiseConv2D(depthwise), .flatten(Flatten()), head], input: [9, 8, 2], "DepthwiseConv2D \(size) \(strides) \(dilation) \(padding)")
            var separable = SeparableConv2D()
            (separable.filters, separable.kernelSize, separable.strides, separable.dilationRate, separable.padding) = (
                5, Pair(size, 2), Pair(strides, strides), Pair(dilation, dilation), padding
            )
            separable.activation = .gelu
            try check([.dense3, .separableConv2D(separable), .flatten(Flatten()), head], input: [9, 8, 2], "SeparableConv2D \(size) \(strides) \(dilation) \(padding)")
            var transposed = Conv2DTranspose()
            (transposed.filters, transposed.kernelSize, transposed.strides, transposed.padding, transposed.activation) = (3, Pair(size, 3), Pair(strides, 2), padding, .tanh)
            try check([.dense3, .conv2DTranspose(transposed), .flatten(Flatten()), head], input: [4, 3, 2], "Conv2DTranspose \(size) \(strides) \(padding)")
        }
    }

    @Test(arguments: Padding.allCases)
    func poolings(_ padding: Padding) throws {
        for (size, strides) in [(Pair(3, 2), Pair(1, 2)), (Pair(3, 3), Pair(2, 2)), (Pair(2, 2), Pair(3, 3))] {
            let pools: [LayerSpec] = [
                .maxPooling2D(MaxPooling2D(poolSize: size, strides: strides, padding: padding)),
                .averagePooling2D(AveragePooling2D(poolSize: size, strides: strides, padding: padding)),
            ]
            for pool in pools { try check([.dense3, pool, .flatten(Flatten()), head], input: [8, 9, 2], "\(pool.kerasName) \(size) \(strides) \(padding)") }
            var largest = MaxPooling1D(), mean = AveragePooling1D()
            (largest.poolSize, largest.strides, largest.padding) = (size.rows, strides.rows, padding)
            (mean.poolSize, mean.strides, mean.padding) = (size.rows, strides.rows, padding)
            for pool in [LayerSpec.maxPooling1D(largest), .averagePooling1D(mean)] {
                try check([.dense(Dense(units: .count(4))), pool, .flatten(Flatten()), head], input: [9, 3], "\(pool.kerasName) \(size.rows) \(strides.rows) \(padding)")
            }
        }
    }

    @Test func globalPoolings() throws {
        for pool in [LayerSpec.globalMaxPooling2D(GlobalMaxPooling2D()), .globalAveragePooling2D(GlobalAveragePooling2D())] {
            try check([.dense3, pool, head], input: [5, 6, 2], pool.kerasName)
        }
        for pool in [LayerSpec.globalMaxPooling1D(GlobalMaxPooling1D()), .globalAveragePooling1D(GlobalAveragePooling1D())] {
            try check([.dense(Dense(units: .count(4))), pool, head], input: [7, 3], pool.kerasName)
        }
        let masked: [LayerSpec] = [.embedding(Embedding(inputDim: 9, outputDim: 4, masksZero: true)), .globalAveragePooling1D(GlobalAveragePooling1D()), head]
        try check(masked, input: [7], inputs: .symbols(9), "a masked mean")
    }

    @Test func layersOfShape() throws {
        var permute = Permute(), padding = ZeroPadding2D(), cropping = Cropping2D(), smooth = UpSampling2D(size: Pair(2, 3)), vector = RepeatVector()
        permute.dims = [3, 1, 2]
        padding.edges = Edges(top: 1, bottom: 2, left: 0, right: 3)
        cropping.edges = Edges(top: 1, bottom: 0, left: 2, right: 1)
        smooth.interpolation = .bilinear
        vector.n = 4
        for layer in [
            LayerSpec.permute(permute), .zeroPadding2D(padding), .cropping2D(cropping), .upSampling2D(smooth), .upSampling2D(UpSampling2D(size: Pair(3, 2))),
            .reshape(Reshape([-1, 5])),
        ] {
            try check([.dense3, layer, .flatten(Flatten()), head], input: [4, 5, 2], layer.kerasName)
        }
        try check([.dense(Dense(units: .count(4))), .repeatVector(vector), .simpleRNN(SimpleRNN(units: 3)), head], input: [6], "RepeatVector")
    }

    @Test(arguments: [true, false])
    func normalizations(_ isTraining: Bool) throws {
        try check([.dense3, .batchNormalization(BatchNormalization()), .flatten(Flatten()), head], input: [5, 6, 2], isTraining: isTraining, "BatchNormalization of maps")
        var plain = BatchNormalization()
        (plain.scales, plain.centers) = (false, false)
        try check([.dense(Dense(units: .count(6))), .batchNormalization(plain), head], input: [4], isTraining: isTraining, "BatchNormalization without gamma and beta")
        try check([.dense3, .layerNormalization(LayerNormalization()), .flatten(Flatten()), head], input: [5, 6, 2], isTraining: isTraining, "LayerNormalization")
        let masked: [LayerSpec] = [
            .embedding(Embedding(inputDim: 9, outputDim: 4, masksZero: true)), .batchNormalization(BatchNormalization()), .lstm(LSTM(units: 3)), head,
        ]
        try check(masked, input: [7], inputs: .symbols(9), isTraining: isTraining, "BatchNormalization of masked steps")
    }

    /// Every cell × sequences or last × direction × mask.
    @Test(arguments: ["SimpleRNN", "LSTM", "GRU", "GRU before"], [false, true])
    func recurrentLayers(_ name: String, _ isMasked: Bool) throws {
        for (returnsSequences, goesBackwards, usesBias) in [(false, false, true), (true, false, true), (true, true, false), (false, true, true)] {
            var layer = try #require(LayerSpec(kerasName: String(name.prefix { $0 != " " })))
            var isTaken = layer.set("units", to: .integer(5)) && layer.set("return_sequences", to: .flag(returnsSequences))
            isTaken = isTaken && layer.set("go_backwards", to: .flag(goesBackwards)) && layer.set("use_bias", to: .flag(usesBias))
            if name == "GRU before" { isTaken = isTaken && layer.set("reset_after", to: .flag(false)) }
            #expect(isTaken)
            let end: [LayerSpec] = returnsSequences ? [layer, .dense(Dense(units: .count(3)))] : [layer, head]
            let model: [LayerSpec] = isMasked ? [.masking(Masking()), .dense(Dense(units: .count(4)))] + end : [.dense(Dense(units: .count(4)))] + end
            try check(model, input: [6, 3], inputs: isMasked ? .steps : .numbers, "\(name), sequences \(returnsSequences), backwards \(goesBackwards), masked \(isMasked)")
        }
    }

    @Test(arguments: Bidirectional.MergeMode.allCases, [false, true])
    func bothDirections(_ mode: Bidirectional.MergeMode, _ isMasked: Bool) throws {
        for layer in [LayerSpec.lstm(LSTM(units: 4, returnsSequences: true)), .gru(GRU(units: 3)), .simpleRNN(SimpleRNN(units: 3, returnsSequences: true))] {
            let model: [LayerSpec] = [
                .embedding(Embedding(inputDim: 9, outputDim: 4, masksZero: isMasked)), .bidirectional(Bidirectional(layer, mergeMode: mode)), .dense(Dense(units: .count(3))),
            ]
            try check(model, input: [6], inputs: .symbols(9), "Bidirectional \(layer.kerasName) \(mode), masked \(isMasked)")
        }
    }

    @Test func recurrentLayersOfOtherActivations() throws {
        for activation in ["relu", "softsign", "hard_sigmoid", "elu", "linear"] {
            var layer = try #require(LayerSpec(kerasName: "LSTM"))
            let isTaken = layer.set("units", to: .integer(4)) && layer.set("recurrent_activation", to: .choice(activation))
            #expect(isTaken)
            try check([layer, head], input: [4, 3], "LSTM with gates of \(activation)")
        }
    }

    @Test func layersAppliedToEachStep() throws {
        let convolution = LayerSpec.conv2D(Conv2D(filters: 3, kernelSize: Pair(2, 2), activation: .relu))
        let video: [LayerSpec] = [
            .timeDistributed(TimeDistributed(convolution)), .timeDistributed(TimeDistributed(.globalAveragePooling2D(GlobalAveragePooling2D()))), .gru(GRU(units: 4)), head,
        ]
        try check(video, input: [3, 5, 4, 2], "TimeDistributed")
        try check([.timeDistributed(TimeDistributed(.lstm(LSTM(units: 3)))), .flatten(Flatten()), head], input: [2, 4, 3], "TimeDistributed LSTM")
    }

    @Test func aBoltzmannMachineAsALayer() throws {
        try check([.dense(Dense(units: .count(6), activation: .sigmoid)), .rbm(RBM(hiddenUnits: 5)), head], input: [4], "RBM")
    }
}

extension LayerSpec {
    /// A convolution whose only purpose is to have something before a layer that gets a gradient.
    fileprivate static let dense3 = LayerSpec.conv2D(Conv2D(filters: 3, kernelSize: Pair(1, 1)))
}
