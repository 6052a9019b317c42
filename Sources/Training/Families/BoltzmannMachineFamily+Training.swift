import Boltzmann
import Kernels
import Networks
import Recipes
import Tensors

extension BoltzmannMachineFamily: FamilyTraining {
    func trainable(_ blueprint: TrainableBlueprint, pool: WorkerPool) throws(NetworkError) -> any Trainable { try machine(blueprint, pool: pool) }

    func looker(_ bench: ProbeBench, pool: WorkerPool) throws(NetworkError) -> any FamilyLooker {
        MachineLooker(bench, machine: try machine(bench.blueprint, pool: pool))
    }

    /// A second machine, which takes as much as the network, and its particles.
    func lookerBytes(_ blueprint: TrainableBlueprint, network: Int) -> Int {
        network + FloatBuffer.bytes(count: blueprint.capacity * blueprint.plan.input.count)
    }

    private func machine(_ blueprint: TrainableBlueprint, pool: WorkerPool) throws(NetworkError) -> BoltzmannMachine {
        try BoltzmannMachine(
            layout: NetworkLayout(plan: blueprint.plan, capacity: blueprint.capacity), optimizer: blueprint.compile?.optimizer ?? .sgd(SGD()), seed: blueprint.seed,
            pool: pool)
    }
}

/// Filters, particles that dream on and hidden units of a Boltzmann machine.
private final class MachineLooker: FamilyLooker {
    var replica: any Trainable { machine }
    private let machine: BoltzmannMachine
    private let bench: ProbeBench
    /// Where each dreaming particle is, and the Gibbs steps that all have taken.
    private let particles: FloatBuffer
    private var particleSteps = 0

    /// Gibbs steps from one look at the particles to the next.
    private static let dreamSteps = 10

    init(_ bench: ProbeBench, machine: BoltzmannMachine) {
        self.bench = bench
        self.machine = machine
        particles = FloatBuffer(count: bench.blueprint.capacity * bench.blueprint.plan.input.count)
    }

    func view(of trained: any Trainable) -> FamilyView? {
        guard let kernel = trained.parameters.first else { return nil }
        machine.copyWeights(from: trained)
        let count = bench.buffers.capacity, samples = Array(0..<count), shape = bench.examples.shape
        if particleSteps == 0 {  // chains begin at the data
            bench.buffers.with(bench.examples, samples[...]) { particles.pointer.update(from: $0.inputs, count: count * shape.count) }
        }
        let means = machine.dream(particles.pointer, count: count, steps: Self.dreamSteps, draw: particleSteps)
        let dreamt = samples.map { Tensor(shape: shape, values: Array(UnsafeBufferPointer(start: means + $0 * shape.count, count: shape.count))) }
        particleSteps += Self.dreamSteps
        bench.network.copyWeights(from: trained)
        let hidden = bench.network.outputShape.count
        let raster = bench.buffers.with(bench.examples, samples[...]) { batch in
            Tensor(shape: [count, hidden], values: Array(UnsafeBufferPointer(start: bench.network.predict(batch.inputs, count: count), count: count * hidden)))
        }
        return FamilyView(MachineView(kernel: Tensor(shape: kernel.shape, copying: kernel.value), particles: dreamt, particleSteps: particleSteps, raster: raster))
    }
}
