import Kernels
import Networks
import Tensors
import TestSupport
import Testing

/// Penalties on what layers give: their share of the loss and their gradients, wherever in a stack they stand.
struct ActivityPenaltyTests {
    private func penalised(_ layer: LayerSpec, l1: Double, l2: Double) -> LayerSpec {
        var layer = layer
        let form = FormText("l1_l2", ["l1": .number(l1), "l2": .number(l2)])
        let isTaken = layer.set("activity_regularizer", to: .form(form))
        #expect(isTaken)
        return layer
    }

    private let head = LayerSpec.dense(Dense(units: .count(3), activation: .softmax))

    private func check(_ model: [LayerSpec], input: Shape, loss: LossSpec = .categoricalCrossentropy, joins: Bool = true, _ name: String) throws {
        let bench = try NetworkBench(model, input: input, loss: loss, joins: joins)
        let losses = bench.losses()
        #expect(abs(losses.value - losses.plain) < 1e-5 * max(1, losses.plain), "\(name): the loss is \(losses.value), not \(losses.plain)")
        let worst = bench.largestGradientError()
        #expect(worst.error < 2e-5, "\(name): the gradient by \(worst.variable) differs by \(worst.error) of its norm")
    }

    /// Every layer that has the argument, followed by a pooling that would else run in one pass with it.
    @Test(arguments: [true, false]) func everyLayerWithTheArgument(_ joins: Bool) throws {
        let layers: [(LayerSpec, Shape, [LayerSpec])] = [
            (.conv2D(Conv2D(filters: 4, kernelSize: Pair(3, 2), activation: .relu)), [7, 6, 2], [.maxPooling2D(MaxPooling2D()), .flatten(Flatten())]),
            (.conv2D(Conv2D(filters: 4, kernelSize: Pair(3, 2), activation: .tanh)), [7, 6, 2], [.flatten(Flatten())]),
            (.conv2DTranspose(Conv2DTranspose()), [2, 3, 2], [.globalAveragePooling2D(GlobalAveragePooling2D())]),
            (.depthwiseConv2D(DepthwiseConv2D()), [6, 5, 2], [.flatten(Flatten())]), (.separableConv2D(SeparableConv2D()), [6, 5, 2], [.globalMaxPooling2D(GlobalMaxPooling2D())]),
            (.conv1D(Conv1D()), [7, 3], [.globalAveragePooling1D(GlobalAveragePooling1D())]), (.dense(Dense(units: .count(5), activation: .tanh)), [4], []),
            (.dense(Dense(units: .count(5))), [3, 4], [.flatten(Flatten())]),
        ]
        for (layer, input, tail) in layers {
            for (l1, l2) in [(0.3, 0.0), (0.0, 0.2), (0.1, 0.05)] {
                try check([penalised(layer, l1: l1, l2: l2)] + tail + [head], input: input, joins: joins, "\(layer.kerasName) l1 \(l1) l2 \(l2), joined \(joins)")
            }
        }
        let known = Set(LayerSpec.all.filter { $0.arguments.contains { $0.name == "activity_regularizer" } }.map(\.kerasName))
        #expect(known == Set(layers.map(\.0.kerasName)))
    }

    @Test func theLayerOfItsOwn() throws {
        let penalty = LayerSpec.activityRegularization(ActivityRegularization(l1: 0.1, l2: 0.07))
        let convolution = LayerSpec.conv2D(Conv2D(filters: 4, kernelSize: Pair(3, 3), padding: .same, activation: .relu))
        try check([convolution, penalty, .maxPooling2D(MaxPooling2D()), .flatten(Flatten()), head], input: [6, 6, 2], "between a convolution and its pooling")
        try check([.dense(Dense(units: .count(5), activation: .tanh)), penalty, penalty, head], input: [4], "two in a row")
        // On the data itself it adds to the loss, and nothing learns from that.
        try check([penalty, head], input: [4], "on the data")
    }

    /// The last layer's activation is worked out with the loss: not where the penalty needs what it gives.
    @Test func theLastLayer() throws {
        try check([.dense(Dense(units: .count(5), activation: .tanh)), penalised(head, l1: 0.2, l2: 0.4)], input: [4], "a softmax")
        try check([penalised(.dense(Dense(units: .count(3))), l1: 0.2, l2: 0.4)], input: [4], loss: .meanSquaredError, "a regression")
        try check([head, .activityRegularization(ActivityRegularization(l1: 0, l2: 0.4))], input: [4], "a layer of its own")
    }

    /// What several layers read has a gradient of its own, to which the penalty is added once.
    @Test func aLayerThatSeveralRead() throws {
        let stem = penalised(.conv2D(Conv2D(filters: 3, kernelSize: Pair(3, 3), padding: .same, activation: .relu)), l1: 0.1, l2: 0.2).named("stem")
        let convolution = LayerSpec.conv2D(Conv2D(filters: 3, kernelSize: Pair(3, 3), padding: .same))
        let sum = LayerSpec.add(Add(with: ["stem"]))
        try check([stem, convolution, sum, .concatenate(Concatenate(with: ["stem"])), .flatten(Flatten()), head], input: [4, 5, 2], "a skip")
    }

    /// The same bits at any number of threads, for outputs of many blocks and a rest.
    @Test func bitsAreTheSameAtAnyNumberOfThreads() throws {
        let model: [LayerSpec] = [
            penalised(.conv2D(Conv2D(filters: 9, kernelSize: Pair(3, 3), activation: .relu)), l1: 0.01, l2: 0.02), .globalAveragePooling2D(GlobalAveragePooling2D()), head,
        ]
        var results: [(Double, [Float])] = []
        for threads in [1, 2, 3, 4, 8] {
            let bench = try NetworkBench(model, input: [37, 35, 1], classes: 3, loss: .categoricalCrossentropy, optimizer: .adam(Adam()), count: 5, threads: threads)
            let result = try bench.network.train(bench.batch)
            results.append((result.lossSum, bench.network.parameters.flatMap { Array(UnsafeBufferPointer(start: $0.value.pointer, count: $0.shape.count)) }))
        }
        for result in results { #expect(result.0 == results[0].0 && result.1 == results[0].1) }
    }

    @Test func whatIsSaidOfItIsTheSumOverTheBatchByItsSize() throws {
        let model = [LayerSpec.activityRegularization(ActivityRegularization(l1: 0.5, l2: 0.25)), .dense(Dense(units: .count(2)))]
        let layout = NetworkLayout(plan: StackPlan(model: model, input: [3], classes: nil), capacity: 2)
        let network = try Network(layout: layout, loss: .meanSquaredError, optimizer: nil, seed: 1, pool: WorkerPool(threads: 1))
        #expect(network.isPenalised)
        let inputs: [Float] = [1, -2, 3, -4, 0, 2], targets: [Float] = [0, 0, 0, 0]
        inputs.withUnsafeBufferPointer { inputs in
            targets.withUnsafeBufferPointer { targets in
                guard let x = inputs.baseAddress, let y = targets.baseAddress else { return #expect(Bool(false)) }
                var metrics = MetricSums()
                let result = network.evaluate(Batch(inputs: x, targets: y, count: 2), metrics: &metrics)
                // (0.5 · 12 + 0.25 · 34) / 2, of each of two samples.
                #expect(result.penaltySum == 14.5 && result.lossSum > 14.5)
            }
        }
    }

    @Test func withinTimeDistributedItIsRefused() throws {
        let dense = penalised(.dense(Dense(units: .count(2))), l1: 1, l2: 0)
        let problem = try #require(StackPlan(model: [.timeDistributed(TimeDistributed(dense))], input: [4, 3], classes: nil).problem)
        #expect(problem.description.contains("Put an ActivityRegularization after it"))
        guard case .replace(let plain)? = problem.problem.repairs.first else { return #expect(Bool(false)) }
        #expect(StackPlan(model: [plain], input: [4, 3], classes: nil).problem == nil)
    }
}
