import Kernels
import Networks
import Tensors
import TestSupport
import Testing

struct TrainingStepTests {
    /// A loss that is not finite stops the run before the update, and names the layer and the tensor.
    @Test func aLossThatIsNotFiniteNamesItsLayerAndLeavesTheWeights() throws {
        let model: [LayerSpec] = [.dense(Dense(units: .count(4), activation: .relu)), .dense(Dense(units: .count(3), activation: .softmax))]
        let bench = try NetworkBench(model, input: [5], loss: .categoricalCrossentropy, optimizer: .adam(Adam()))
        bench.network.parameters[2].value.pointer[1] = .nan
        let before = bench.network.weights.map { $0.tensor.values.map(\.bitPattern) }
        let error = #expect(throws: NetworkError.self) { try bench.network.train(bench.batch) }
        #expect(error?.description.contains("layer 2 (Dense)") ?? false)
        #expect(error?.description.contains("kernel") ?? false)
        #expect(bench.network.weights.map { $0.tensor.values.map(\.bitPattern) } == before)
        #expect(bench.network.stepsTaken == 0)
    }

    /// What is not a number goes through rectifier and pooling, joined with the convolution or not, until the loss shows it.
    @Test(arguments: [true, false])
    func aConvolutionHidesNothing(_ joins: Bool) throws {
        let model: [LayerSpec] = [
            .conv2D(Conv2D(filters: 9, kernelSize: Pair(3, 3), activation: .relu)), .maxPooling2D(MaxPooling2D()), .flatten(Flatten()),
            .dense(Dense(units: .count(3), activation: .softmax)),
        ]
        for filter in [0, 8] {
            let bench = try NetworkBench(model, input: [8, 9, 2], loss: .categoricalCrossentropy, optimizer: .adam(Adam()), joins: joins)
            bench.network.parameters[0].value.pointer[filter] = .nan
            let error = #expect(throws: NetworkError.self) { try bench.network.train(bench.batch) }
            #expect(error?.description.contains("layer 1 (Conv2D)") ?? false)
        }
    }

    @Test func dropoutSilencesItsShareAndScalesTheRestInTrainingAlone() throws {
        let model: [LayerSpec] = [.dropout(Dropout(rate: 0.25)), .dense(Dense(units: .count(1), usesBias: false))]
        let bench = try NetworkBench(model, input: [4_000], loss: .meanSquaredError, optimizer: .sgd(SGD()), count: 2, joins: false)
        _ = try bench.network.train(bench.batch)
        guard let output = bench.network.activation(ofLayer: 0) else { throw Missing() }
        let silent = (0..<4_000).filter { output[$0] == 0 }.count
        #expect((900...1_100).contains(silent))
        for index in 0..<4_000 where output[index] != 0 { #expect(abs(output[index] - bench.batch.inputs[index] / 0.75) < 1e-6) }
        _ = bench.network.predict(bench.batch.inputs, count: 2)
        for index in 0..<4_000 { #expect(output[index] == bench.batch.inputs[index]) }
    }

    private struct Missing: Error {}

    @Test func weightsOfAnotherStackAreRefusedWithTheirName() throws {
        let bench = try NetworkBench([.dense(Dense(units: .count(3)))], input: [5], loss: .meanSquaredError)
        var weights = Dictionary(uniqueKeysWithValues: bench.network.weights.map { ($0.name, $0.tensor) })
        weights["0.Dense.kernel"] = Tensor(zeros: [5, 4])
        #expect(throws: NetworkError.wrongShape(name: "0.Dense.kernel", expected: "(5, 3)", got: "(5, 4)")) { try bench.network.load(weights) }
        weights["0.Dense.kernel"] = nil
        #expect(throws: NetworkError.missingWeights(name: "0.Dense.kernel")) { try bench.network.load(weights) }
    }

    /// What is predicted and what is taken come from one layout: the figure covers the buffers and no more.
    @Test func predictedMemoryIsWhatTheBuffersTake() throws {
        let model: [LayerSpec] = [.conv2D(Conv2D(filters: 8, kernelSize: Pair(3, 3), activation: .relu)), .flatten(Flatten()), .dense(Dense(units: .count(100)))]
        let plan = StackPlan(model: model, input: [32, 32, 3], classes: nil)
        let layout = NetworkLayout(plan: plan, capacity: 16)
        let weights = 4 * plan.parameters, outputs = 16 * plan.layers.reduce(0) { $0 + $1.outputBytes }
        let bytes = layout.bytes(slots: 2, threads: 2)
        #expect(bytes > 4 * weights)
        #expect(bytes < 4 * weights + 4 * outputs + (4 << 20))
        #expect(layout.bytes(slots: 0, threads: 2) < bytes)
    }
}
