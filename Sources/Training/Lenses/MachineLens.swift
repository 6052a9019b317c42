import Boltzmann
import Kernels
import Networks
import Tensors

/// The filters, the samples of running Gibbs chains and the hidden units of a Boltzmann machine.
public struct MachineLens: Lens {
    /// The lens; it has no settings.
    public init() {}

    /// The Gibbs steps of the chains from one look to the next.
    private static let dreamSteps = 10

    /// The machine's view; `nil` for a network. Each call advances the chains by 10 Gibbs steps.
    public func view(_ looker: Looker) -> MachineView? {
        guard let machine = looker.replica.answering as? BoltzmannMachine, let kernel = machine.parameters.first else { return nil }
        let count = looker.buffers.capacity, samples = looker.samples(from: 0), shape = looker.examples.shape
        let chains = looker.memory {
            let chains = Chains(count: count * shape.count)  // they begin at the data
            looker.with(samples) { chains.particles.pointer.update(from: $0.inputs, count: count * shape.count) }
            return chains
        }
        let means = machine.dream(chains.particles.pointer, count: count, steps: Self.dreamSteps, draw: chains.steps)
        let dreamt = (0..<count).map { Tensor(shape: shape, values: Array(UnsafeBufferPointer(start: means + $0 * shape.count, count: shape.count))) }
        chains.steps += Self.dreamSteps
        let network = looker.network, hidden = network.outputShape.count
        let raster = looker.with(samples) { batch in
            Tensor(shape: [count, hidden], values: Array(UnsafeBufferPointer(start: network.predict(batch.inputs, count: count), count: count * hidden)))
        }
        return MachineView(kernel: Tensor(shape: kernel.shape, copying: kernel.value), particles: dreamt, particleSteps: chains.steps, raster: raster)
    }

    /// The states of the Gibbs chains, and the steps that they have made.
    private final class Chains {
        let particles: FloatBuffer
        var steps = 0

        init(count: Int) {
            particles = FloatBuffer(count: count)
        }
    }
}

/// The view of a Boltzmann machine.
public struct MachineView: Hashable, Sendable {
    /// The weights, (visible, hidden): a column is the filter of a hidden unit.
    public let kernel: Tensor
    /// The means of the visible units of Gibbs chains that continue from one look to the next, each in the shape of an input.
    public let particles: [Tensor]
    /// The Gibbs steps that the chains have made.
    public let particleSteps: Int
    /// The means of the hidden units for a batch of samples, (samples, hidden).
    public let raster: Tensor

    /// A view from its parts.
    public init(kernel: Tensor, particles: [Tensor], particleSteps: Int, raster: Tensor) {
        self.kernel = kernel
        self.particles = particles
        self.particleSteps = particleSteps
        self.raster = raster
    }
}
