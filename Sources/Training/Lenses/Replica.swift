import Kernels
import Networks
import Recipes
import Tensors

/// A copy of the trained model, for predictions and lenses: it takes weights and is not trained.
final class Replica {
    /// The layers as a network.
    let network: Network
    /// The model that predicts: the network, or what its family trains instead of one.
    let answering: any Trainable

    /// With `layersApart` no layers are fused, so that the output of each can be read; without it some are, which is faster. Where no family is given, the model is a
    /// network.
    init(_ blueprint: TrainableBlueprint, of family: Family? = nil, layersApart: Bool, pool: WorkerPool) throws(NetworkError) {
        let machine = family?.training
        network = try blueprint.network(loss: machine == nil ? blueprint.compile?.loss : nil, optimizer: nil, layersApart: layersApart, pool: pool)
        answering = try machine?.trainable(blueprint, pool: pool) ?? network
    }

    /// The bytes of memory that it takes.
    static func bytes(_ blueprint: TrainableBlueprint, of family: Family? = nil, layersApart: Bool, threads: Int) -> Int {
        let network = blueprint.layout(layersApart: layersApart).bytes(slots: 0, threads: threads)
        return family?.training == nil ? network : 2 * network  // a machine takes as much memory as the network of its layers
    }

    /// Copies the current weights of a model.
    func take(_ trained: [Parameter]) {
        network.copyWeights(from: trained)
        if answering !== network { answering.copyWeights(from: trained) }
        resetStates()
    }

    /// Copies the weights of a file.
    func take(_ weights: GivenWeights) throws(NetworkError) {
        try weights.load(into: network)
        if answering !== network { try weights.load(into: answering) }
        resetStates()
    }

    /// Sets recurrent states to their start.
    func resetStates() {
        network.resetStates()
        if answering !== network { answering.resetStates() }
    }

    /// The network's outputs (count, output) for inputs (count, input).
    func outputs(of inputs: Tensor) -> Tensor {
        let count = inputs.shape.dimensions.first ?? 0, output = network.layout.plan.output
        var values: [Float] = []
        values.reserveCapacity(count * output.count)
        inputs.values.withUnsafeBufferPointer { all in
            guard let base = all.baseAddress else { return }
            for start in stride(from: 0, to: count, by: network.capacity) {
                let rows = min(network.capacity, count - start)
                values += UnsafeBufferPointer(start: network.predict(base + start * network.inputCount, count: rows), count: rows * output.count)
            }
        }
        return Tensor(shape: Shape([count] + output.dimensions), values: values)
    }
}
