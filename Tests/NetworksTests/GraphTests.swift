import Networks
import Tensors
import TestSupport
import Testing

/// Stacks whose layers read others than the one above them, against the plain network in double precision.
struct GraphTests {
    private static let outputTolerance = 1e-5, gradientTolerance = 1e-3

    private func check(_ model: [LayerSpec], input: Shape, joins: Bool = true, inputs: NetworkBench.Inputs = .numbers, isTraining: Bool = false, _ name: String) throws {
        let bench = try NetworkBench(model, input: input, loss: .meanSquaredError, joins: joins, inputs: inputs, isTraining: isTraining)
        let outputError = bench.largestOutputError(), worst = bench.largestGradientError()
        #expect(outputError < Self.outputTolerance, "\(name): an output differs by \(outputError)")
        #expect(worst.error < Self.gradientTolerance, "\(name): the gradient by \(worst.variable) differs by \(worst.error) of its norm")
    }

    private static func dense(_ units: Int, _ activation: Activation = .tanh) -> LayerSpec { .dense(Dense(units: .count(units), activation: activation)) }

    private static func convolution(_ filters: Int, _ activation: Activation = .linear) -> LayerSpec {
        .conv2D(Conv2D(filters: filters, kernelSize: Pair(3, 2), padding: .same, activation: activation))
    }

    @Test(arguments: [true, false])
    func aResidualBlock(_ joins: Bool) throws {
        let model = [
            Self.convolution(4, .tanh).named("shortcut"), Self.convolution(4, .tanh), Self.convolution(4), .add(Add(with: ["shortcut"])), .activation(ActivationLayer(.tanh)),
            .globalAveragePooling2D(GlobalAveragePooling2D()), Self.dense(3),
        ]
        try check(model, input: [6, 5, 2], joins: joins, "a residual block, joined \(joins)")
        let projected = [
            Self.convolution(4, .tanh).named("block"), .conv2D(Conv2D(filters: 6, kernelSize: Pair(1, 1), strides: Pair(2, 2))).named("shortcut"),
            .conv2D(Conv2D(filters: 6, kernelSize: Pair(3, 3), strides: Pair(2, 2), padding: .same)).reading("block"), .batchNormalization(BatchNormalization()),
            .add(Add(with: ["shortcut"])), .flatten(Flatten()), Self.dense(3),
        ]
        try check(projected, input: [6, 5, 2], joins: joins, isTraining: true, "a block with a projected shortcut, joined \(joins)")
    }

    /// What stands between a convolution and its pool is asked for, so both run apart; what nobody asks for may still run in one pass.
    @Test(arguments: [true, false])
    func aUNet(_ joins: Bool) throws {
        let model = [
            Self.convolution(3, .relu).named("fine"), .maxPooling2D(MaxPooling2D()), Self.convolution(5, .relu).named("coarse"), .maxPooling2D(MaxPooling2D()),
            Self.convolution(6, .tanh),
            .upSampling2D(UpSampling2D()), Self.convolution(5, .tanh), .concatenate(Concatenate(with: ["coarse"])), Self.convolution(4, .tanh),
            .upSampling2D(UpSampling2D()).named("up"),
            Self.convolution(4, .tanh), .concatenate(Concatenate(with: ["fine", "up"])), Self.convolution(2),
        ]
        try check(model, input: [8, 4, 2], joins: joins, "a U-Net, joined \(joins)")
    }

    @Test func oneLayerWithSeveralUsers() throws {
        let model = [
            Self.dense(6).named("code"), Self.dense(6).named("a"), Self.dense(6).reading("code").named("b"), .add(Add(with: ["a", "code"])),
            .multiply(Multiply(with: ["code", "b"])),
            Self.dense(3),
        ]
        try check(model, input: [5], "one layer with four users")
        try check([Self.dense(4).named("x"), .multiply(Multiply(with: ["x"])), Self.dense(3)], input: [5], "a layer times itself")
        try check([Self.dense(4).named("x"), .add(Add(with: ["x", "x"])), Self.dense(3)], input: [5], "a layer three times")
    }

    /// Two trunks of the same data, one of which has nothing to learn before the merge.
    @Test func trunksOfTheSameData() throws {
        let model = [
            Self.dense(4).named("left"), .input(InputLayer()), .layerNormalization(LayerNormalization()), Self.dense(4, .sigmoid), .multiply(Multiply(with: ["left"])),
            Self.dense(3),
        ]
        for joins in [true, false] { try check(model, input: [5], joins: joins, "two trunks, joined \(joins)") }
        let skip = [LayerSpec.input(InputLayer()).named("data"), Self.dense(5), .add(Add(with: ["data"])), Self.dense(3)]
        for joins in [true, false] { try check(skip, input: [5], joins: joins, "the data itself, joined \(joins)") }
        let images = [
            LayerSpec.flatten(Flatten()).named("flat"), Self.dense(3).named("code"), Self.dense(12).reading("flat"), .reshape(Reshape([2, 2, 3])),
            .multiply(Multiply(with: ["code"])),
            .flatten(Flatten()), Self.dense(2),
        ]
        for joins in [true, false] { try check(images, input: [3, 2, 2], joins: joins, "a flattened image with two users, joined \(joins)") }
    }

    @Test(arguments: ["Add", "Average", "Multiply"])
    func mergesBroadcastAsKerasDoes(_ name: String) throws {
        let shapes: [(Shape, [LayerSpec], [LayerSpec])] = [
            ([4, 3, 2], [Self.convolution(5)], [.globalAveragePooling2D(GlobalAveragePooling2D()), Self.dense(5)]),
            ([4, 3, 2], [Self.convolution(5)], [Self.convolution(1)]),
            ([4, 3, 2], [Self.convolution(5)], [.maxPooling2D(MaxPooling2D(poolSize: Pair(4, 3))), Self.convolution(1)]),
            ([6], [.reshape(Reshape([6, 1])), Self.dense(1)], [Self.dense(4)]),
            ([6, 2], [Self.dense(4)], [.lstm(LSTM(units: 4))]),
        ]
        for (input, first, second) in shapes {
            for isTurned in [false, true] {
                var model: [LayerSpec] = [.input(InputLayer()).named("data")] + (isTurned ? second : first)
                model[model.count - 1].links.name = "one"
                var other = isTurned ? first : second
                other[0].links.from = "data"
                var merge = try #require(LayerSpec(kerasName: name))
                let isTaken = merge.set("with", to: .names(["one"]))
                #expect(isTaken)
                model += other + [merge, .flatten(Flatten()), Self.dense(3)]
                try check(model, input: input, "\(name) on \(input), turned \(isTurned)")
            }
        }
    }

    @Test func concatenationsAlongEveryAxis() throws {
        let two = [LayerSpec.input(InputLayer()).named("data"), Self.convolution(3, .tanh).named("one")]
        for axis in [3, -1] {
            try check(
                two + [Self.convolution(2).reading("data"), .concatenate(Concatenate(with: ["one"], axis: axis)), .flatten(Flatten()), Self.dense(3)], input: [4, 3, 2],
                "axis \(axis)")
        }
        let narrow = LayerSpec.conv2D(Conv2D(filters: 3, kernelSize: Pair(1, 2)))
        for axis in [2, -2] {
            try check(
                two + [narrow.reading("data"), .concatenate(Concatenate(with: ["one", "one"], axis: axis)), .flatten(Flatten()), Self.dense(3)], input: [4, 3, 2], "axis \(axis)")
        }
        let low = LayerSpec.conv2D(Conv2D(filters: 3, kernelSize: Pair(3, 1)))
        for axis in [1, -3] {
            try check(two + [low.reading("data"), .concatenate(Concatenate(with: ["one"], axis: axis)), .flatten(Flatten()), Self.dense(3)], input: [4, 3, 2], "axis \(axis)")
        }
    }

    /// Masks follow the edges: joined where all inputs have one, gone where one has none.
    @Test(arguments: ["Add", "Average", "Multiply", "Concatenate"])
    func masksThroughMerges(_ name: String) throws {
        let words = LayerSpec.embedding(Embedding(inputDim: 9, outputDim: 4, masksZero: true)), plain = LayerSpec.embedding(Embedding(inputDim: 9, outputDim: 4))
        var merge = try #require(LayerSpec(kerasName: name))
        let isTaken = merge.set("with", to: .names(["words"]))
        #expect(isTaken)
        let read = LayerSpec.gru(GRU(units: 3))
        for (second, isMasked) in [(words, true), (plain, false)] {
            let model = [LayerSpec.input(InputLayer()).named("data"), words.named("words"), second.reading("data"), merge, read, Self.dense(3)]
            #expect(StackPlan(model: model, input: [6], classes: nil).layers[3].passesMask == isMasked)
            try check(model, input: [6], inputs: .symbols(9), "\(name) of two masks \(isMasked)")
        }
        // One mask comes from the words, the other from steps that the first branch does not leave out.
        let other: [LayerSpec] = [
            .input(InputLayer()).named("data"), words.named("words"), .reshape(Reshape([6, 1])).reading("data"), .masking(Masking()), Self.dense(4), merge, read, Self.dense(3),
        ]
        try check(other, input: [6], inputs: .symbols(9), "\(name) of an Embedding's and a Masking's mask")
        if name == "Concatenate" {
            let long: [LayerSpec] = [words.named("words"), Self.dense(4), .concatenate(Concatenate(with: ["words"], axis: 1)), .lstm(LSTM(units: 3)), Self.dense(3)]
            try check(long, input: [6], inputs: .symbols(9), "sequences after each other")
            let half = [
                LayerSpec.input(InputLayer()).named("data"), words.named("words"), plain.reading("data"), .concatenate(Concatenate(with: ["words"], axis: 1)), read, Self.dense(3),
            ]
            try check(half, input: [6], inputs: .symbols(9), "a masked sequence after one without a mask")
        }
    }

    @Test func theLossCountsTheStepsThatAMergeLeaves() throws {
        let words = LayerSpec.embedding(Embedding(inputDim: 9, outputDim: 4, masksZero: true))
        let model = [words.named("words"), .lstm(LSTM(units: 4, returnsSequences: true)), .add(Add(with: ["words"])), Self.dense(2)]
        try check(model, input: [6], inputs: .symbols(9), "a loss over the steps that count")
    }

    @Test(arguments: 0..<20)
    func aThousandRandomGraphs(_ block: Int) throws {
        var merges = 0, jumps = 0
        for trial in 50 * block..<50 * (block + 1) {
            let graph = RandomGraph(seed: trial)
            let bench = try NetworkBench(graph.model, input: graph.input, loss: .meanSquaredError, count: 1 + trial % 3, seed: trial, threads: 1 + trial % 2, joins: trial % 5 != 0)
            merges += graph.model.filter { !$0.references.isEmpty }.count
            jumps += graph.model.filter { $0.links.from != nil }.count
            let output = bench.largestOutputError(), gradient = bench.directionError(seed: trial)
            #expect(output < 2e-5, "graph \(trial): an output differs by \(output): \(graph.model)")
            #expect(gradient < 2e-3, "graph \(trial): the gradient differs by \(gradient) of its norm: \(graph.model)")
        }
        #expect(merges >= 50 && jumps >= 20, "\(merges) merges, \(jumps) jumps")
    }

    /// A gradient goes no further up than something is learnt.
    @Test func whatLearnsNothingIsNotDifferentiated() throws {
        let model = [
            LayerSpec.input(InputLayer()).named("data"), .averagePooling2D(AveragePooling2D()), .upSampling2D(UpSampling2D()), .add(Add(with: ["data"])), .flatten(Flatten()),
            Self.dense(3),
        ]
        let plan = StackPlan(model: model, input: [4, 4, 2], classes: nil), whole = NetworkLayout(plan: plan, capacity: 8)
        var learning = model
        learning[0] = .conv2D(Conv2D(filters: 2, kernelSize: Pair(1, 1), usesBias: false)).named("data")
        let learns = NetworkLayout(plan: StackPlan(model: learning, input: [4, 4, 2], classes: nil), capacity: 8)
        let kept = 4 * 8 * 32, kernel = 4 * 2 * 4
        #expect(learns.bytes(slots: 0, threads: 1) >= whole.bytes(slots: 0, threads: 1) + kept + kernel)
        try check(model, input: [4, 4, 2], "nothing to learn before the merge")
        try check(learning, input: [4, 4, 2], "something to learn before the merge")
    }
}
