import Tensors

/// What is seen of a Boltzmann machine.
public struct MachineView: FamilyContent {
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
