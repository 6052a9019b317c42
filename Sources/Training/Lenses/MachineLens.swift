import Boltzmann
import Kernels
import Networks
import Tensors

/// Filters, particles that dream on and hidden units of a Boltzmann machine.
public struct MachineLens: Lens {
    public init() {}

    /// Gibbs steps from one look at the particles to the next.
    private static let dreamSteps = 10

    public func view(_ looker: Looker) -> MachineView? {
        guard let machine = looker.replica.answering as? BoltzmannMachine, let kernel = machine.parameters.first else { return nil }
        let count = looker.buffers.capacity, samples = looker.samples(from: 0), shape = looker.examples.shape
        let chains = looker.memory {
            let chains = Chains(count: count * shape.count)  // which begin at the data
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

    /// Where each dreaming particle is, and the Gibbs steps that all have taken.
    private final class Chains {
        let particles: FloatBuffer
        var steps = 0

        init(count: Int) {
            particles = FloatBuffer(count: count)
        }
    }
}

/// What is seen of a Boltzmann machine.
public struct MachineView: Hashable, Sendable {
    /// (visible, hidden): a filter a hidden unit.
    public let kernel: Tensor
    /// Particles of chains that run on from snapshot to snapshot, each of the shape of an input.
    public let particles: [Tensor]
    /// Gibbs steps that the particles have taken.
    public let particleSteps: Int
    /// The means of the hidden units for a batch of samples, (samples, hidden).
    public let raster: Tensor

    public init(kernel: Tensor, particles: [Tensor], particleSteps: Int, raster: Tensor) {
        self.kernel = kernel
        self.particles = particles
        self.particleSteps = particleSteps
        self.raster = raster
    }
}
