import Networks
import Tensors
import TestSupport
import Testing

/// Every layer of the list goes through the same checks, with no list of names: planned shape and weights against what runs, values against the textbook's loops, gradients
/// against differences, and weights that are saved and loaded.
struct LayerHarnessTests {
    /// A stack around a layer that can run, and what it reads.
    private struct Subject {
        let model: [LayerSpec]
        let index: Int
        let input: Shape
        let inputs: NetworkBench.Inputs
    }

    /// The layer with few units, filters and symbols.
    private static func small(_ layer: LayerSpec) -> LayerSpec {
        var small = layer
        for (name, number) in [("units", 3), ("filters", 3), ("output_dim", 4), ("input_dim", 9), ("hidden_units", 5), ("layer.units", 3), ("n", 4)] {
            _ = small.set(name, to: .integer(number))
        }
        return small
    }

    /// The first stack of a few inputs, beginnings and ends in which the layer is possible.
    private static func subject(_ layer: LayerSpec) -> Subject? {
        var own = small(layer)
        for state in own.arguments { if case .references = state.domain { _ = own.set(state.name, to: .names(["first"])) } }
        let head = LayerSpec.dense(Dense(units: .count(3), activation: .tanh))
        let ends: [[LayerSpec]] = [[head], [.flatten(Flatten()), head], [.lstm(LSTM(units: 3)), head]]
        for input in [[7], [7, 3], [6, 5, 2]] as [Shape] {
            let first: LayerSpec = input.rank == 3 ? .conv2D(Conv2D(filters: 3, kernelSize: Pair(1, 1))) : .dense(Dense(units: .count(4)))
            for beginning in [[first.named("first")], []] where !(layer.readsSymbols && !beginning.isEmpty) {
                for end in ends {
                    let model = beginning + [own] + end
                    guard StackPlan(model: model, input: input, classes: 4).problem == nil else { continue }
                    let inputs: NetworkBench.Inputs = layer.readsSymbols ? .symbols(9) : layer.maskRole == .makes && beginning.isEmpty ? .steps : .numbers
                    return Subject(model: model, index: beginning.count, input: input, inputs: inputs)
                }
            }
        }
        return nil
    }

    private func bench(_ index: Int, seed: Int = 1, isTraining: Bool = false) throws -> (bench: NetworkBench, layer: Int) {
        let subject = try #require(Self.subject(LayerSpec.all[index]), "no stack for \(LayerSpec.all[index].kerasName)")
        return (
            try NetworkBench(subject.model, input: subject.input, loss: .meanSquaredError, seed: seed, joins: false, inputs: subject.inputs, isTraining: isTraining), subject.index
        )
    }

    @Test(arguments: LayerSpec.all.indices)
    func runsAsPlannedAndAsTheLoopsDo(_ index: Int) throws {
        let (bench, layer) = try bench(index), planned = bench.plan.layers[layer]
        let own = bench.network.parameters.filter { $0.layer == layer }
        #expect(own.map(\.shape) == planned.figures.variables.map(\.shape) && own.map(\.isTrainable) == planned.figures.variables.map(\.isTrainable))
        #expect(own.reduce(0) { $0 + $1.shape.count } == planned.parameters)
        #expect(bench.plan.weights.map(\.name) == bench.network.parameters.map(\.name))
        let error = bench.largestOutputError()
        #expect(error < 3e-6, "\(planned.spec.kerasName): an output differs by \(error)")
    }

    /// Along a random direction of all weights: by the loops where nothing is drawn, by the network's own losses while training.
    @Test(arguments: LayerSpec.all.indices)
    func hasTheGradientOfItsOutputs(_ index: Int) throws {
        let name = LayerSpec.all[index].kerasName, error = try bench(index).bench.directionError(seed: 3)
        #expect(error < 1e-5, "\(name): the gradient differs by \(error) of its norm")
        let training = try bench(index).bench.trainingDirectionError(seed: 3)
        #expect(training < 2e-3, "\(name): the gradient of a training pass differs by \(training) of its norm")
    }

    /// Weights that are written and read give the same bits in a network that began with others.
    @Test(arguments: LayerSpec.all.indices)
    func keepsItsWeightsInAFile(_ index: Int) throws {
        let saved = try bench(index).bench, other = try bench(index, seed: 2).bench
        let file = try SafetensorsFile(bytes: SafetensorsFile(tensors: saved.network.weights).bytes, path: "weights.safetensors")
        try other.network.load(file.byName)
        let outputs = saved.predictions()
        let again = Array(UnsafeBufferPointer(start: other.network.predict(saved.batch.inputs, count: saved.count), count: outputs.count))
        #expect(again == outputs && outputs.allSatisfy(\.isFinite))
    }

    /// A layer with every argument set from another's values is that layer, so no argument is left out of the table or set to another's field.
    @Test(arguments: LayerSpec.all.indices)
    func isWhatItsArgumentsSay(_ index: Int) throws {
        let layer = LayerSpec.all[index]
        var rebuilt = try #require(LayerSpec(kerasName: layer.kerasName))
        #expect(rebuilt == layer && layer.arguments.allSatisfy { $0.isDefault && !$0.help.isEmpty } && !layer.summary.isEmpty && !layer.formula.isEmpty)
        let changed = Self.small(layer)
        for state in changed.arguments {
            let isTaken = rebuilt.set(state.name, to: state.value)
            #expect(isTaken, "\(layer.kerasName) \(state.name)")
        }
        #expect(rebuilt == changed)
    }
}
