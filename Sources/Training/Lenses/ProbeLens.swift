import Networks
import Tensors

/// A layer's input, output and variables for a sample, with statistics and gradients over a batch of samples from that one on.
public struct ProbeLens: Lens {
    /// The layer's index in the model, from 0.
    public var layer: Int
    /// The sample's index in the validation part.
    public var sample: Int

    /// A layer for a sample.
    public init(layer: Int, sample: Int) {
        self.layer = layer
        self.sample = sample
    }

    /// The error of a layer or a sample that doesn't exist.
    public func problem(_ looker: Looker) -> String? {
        let layers = looker.plan.layers.count
        return (0..<layers).contains(layer) ? looker.problem(ofSample: sample) : "--layer: expected a layer from 1 to \(layers), got \(layer + 1)."
    }

    /// The probe; `nil` where the layer's outputs can't be read.
    public func view(_ looker: Looker) -> Probe? {
        let network = looker.network, planned = looker.plan.layers[layer]
        guard let prediction = looker.predictions([sample]).first else { return nil }
        return looker.with(looker.samples(from: sample)) { batch -> Probe? in
            network.resetStates()
            if looker.hasLoss { _ = network.differentiate(batch) }
            network.resetStates()
            // The backward pass overwrites what a recurrent layer has stored, so the samples are run once more.
            _ = network.predict(batch.inputs, count: batch.count)
            guard let output = network.activation(ofLayer: layer) else { return nil }
            var input = batch.inputs
            if case .layer(let source) = planned.sources[0] { input = network.activation(ofLayer: source) ?? input }
            let all = UnsafeBufferPointer(start: output, count: batch.count * planned.output.count)
            func first(_ shape: Shape, _ numbers: UnsafePointer<Float>) -> Tensor {
                Tensor(shape: shape, values: Array(UnsafeBufferPointer(start: numbers, count: shape.count)))
            }
            var probe = Probe(
                layer: layer, prediction: prediction, input: first(planned.input, input), output: first(planned.output, output), activationStatistics: Statistics(all))
            let own = network.parameters.filter { $0.layer == layer }
            probe.weights = own.map { NamedTensor(name: $0.variable, tensor: Tensor(shape: $0.shape, copying: $0.value)) }
            if looker.hasLoss {
                probe.gradients = own.filter(\.isTrainable).map { NamedTensor(name: $0.variable, tensor: Tensor(shape: $0.shape, copying: $0.gradient)) }
            }
            (probe.weightStatistics, probe.gradientStatistics) = (Self.statistics(probe.weights), Self.statistics(probe.gradients))
            probe.units = planned.output.dimensions.last ?? planned.output.count
            if ![.shape, .pool].contains(planned.spec.family) { probe.deadUnits = Self.deadUnits(all, units: probe.units) }
            probe.gradientNorms = network.gradientNorms
            let tape = network.tape(ofLayer: layer).map { $0.layer.tape(sample: 0, count: batch.count, memory: $0.memory) } ?? []
            probe.tape = tape.map { NamedTensor(name: $0.name, tensor: $0.values) }
            if planned.output.rank == 1 { probe.raster = Tensor(shape: [batch.count, planned.output.count], values: Array(all)) }
            return probe
        }
    }

    private static func statistics(_ tensors: [NamedTensor]) -> Statistics? {
        let numbers = tensors.flatMap(\.tensor.values)
        return numbers.isEmpty ? nil : numbers.withUnsafeBufferPointer(Statistics.init)
    }

    /// The number of units along the last axis that are zero everywhere.
    private static func deadUnits(_ values: UnsafeBufferPointer<Float>, units: Int) -> Int {
        var isAlive = [Bool](repeating: false, count: units)
        var unit = 0
        for value in values {
            if value != 0 { isAlive[unit] = true }
            unit = unit + 1 == units ? 0 : unit + 1
        }
        return isAlive.filter { !$0 }.count
    }
}
