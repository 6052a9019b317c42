import Kernels
import Networks
import Recipes
import Tensors

/// A copy of what is trained, to ask and to look at: it takes weights and learns nothing.
final class Replica {
    /// The layers as a network.
    let network: Network
    /// What answers for an example: the network, or what its family trains instead of one.
    let answering: any Trainable

    /// `layersApart` keeps every layer a stage of its own that can be looked at; without it some run as one, which is faster. Where no family is given, its layers are a
    /// network.
    init(_ blueprint: TrainableBlueprint, of family: Family? = nil, layersApart: Bool, pool: WorkerPool) throws(NetworkError) {
        let machine = family?.training
        network = try blueprint.network(loss: machine == nil ? blueprint.compile?.loss : nil, optimizer: nil, joins: !layersApart, pool: pool)
        answering = try machine?.trainable(blueprint, pool: pool) ?? network
    }

    /// Bytes that it takes.
    static func bytes(_ blueprint: TrainableBlueprint, of family: Family? = nil, layersApart: Bool, threads: Int) -> Int {
        let network = NetworkLayout(plan: blueprint.plan, capacity: blueprint.capacity, joins: !layersApart).bytes(slots: 0, threads: threads)
        return family?.training == nil ? network : 2 * network  // a machine takes as much as the network of its layers
    }

    /// Takes the weights of what is trained as they are now, each once.
    func take(_ trained: [Parameter]) {
        network.copyWeights(from: trained)
        if answering !== network { answering.copyWeights(from: trained) }
        resetStates()
    }

    /// Takes the weights of a file.
    func take(_ weights: GivenWeights) throws(NetworkError) {
        try weights.load(into: network)
        if answering !== network { try weights.load(into: answering) }
        resetStates()
    }

    /// Sequences begin anew.
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
