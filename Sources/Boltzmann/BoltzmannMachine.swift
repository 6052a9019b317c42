import Foundation
import Kernels
import Networks
import Tensors

/// A restricted Boltzmann machine that learns by contrastive divergence: something that a trainer trains as it trains a network.
///
/// A step: hidden means from the data; k times visible units from sampled hidden ones and hidden means from those; then
/// kernel += rate · (⟨v h⟩ data − ⟨v h⟩ model), the biases alike (Hinton 2002). A persistent chain goes on from the particles of the step before instead of from the data
/// (Tieleman 2008). Its loss is the mean squared difference of the data from its reconstruction's means.
public final class BoltzmannMachine: Trainable {
    public let layout: NetworkLayout
    public let spec: RBM
    public let optimizer: OptimizerSpec
    public var learningRate: Double
    public var stepsTaken = 0
    public let parameters: [Parameter]
    /// The particles of a persistent chain.
    public let carried: [Carried]

    /// Units that are turned over for a sample's pseudo-likelihood: one while training, where epochs average; more where a single pass is the answer.
    private static let turnsOfEvaluation = 8

    private let kernels: BoltzmannKernels
    private let pool: WorkerPool
    private let random: RandomGenerator
    private let workspace: FloatBuffer
    private let scratch: FloatBuffer
    private let energies: FloatBuffer
    private let reconstruction: FloatBuffer
    private let particles: FloatBuffer
    private var step: GradientStep

    public init(layout: NetworkLayout, optimizer: OptimizerSpec, seed: Int, pool: WorkerPool) throws(NetworkError) {
        if let problem = layout.plan.problem { throw .illegal(problem.description) }
        guard layout.plan.layers.count == 1, case .rbm(let spec) = layout.plan.layers[0].spec else {
            throw .illegal("A Boltzmann machine is a stack of one RBM. Take the other layers out.")
        }
        self.layout = layout
        self.spec = spec
        self.optimizer = optimizer
        self.pool = pool
        learningRate = optimizer.learningRate
        random = RandomGenerator(seed: seed, purpose: .sampling)
        parameters = layout.parameters(optimizer: optimizer, seed: seed)
        let visible = layout.plan.input.count
        kernels = BoltzmannKernels(visible: visible, hidden: spec.hiddenUnits, batch: layout.capacity)
        workspace = FloatBuffer(count: kernels.workspace)
        scratch = FloatBuffer(count: pool.threads * kernels.workspacePerWorker)
        energies = FloatBuffer(count: (1 + Self.turnsOfEvaluation) * layout.capacity)
        reconstruction = FloatBuffer(count: layout.capacity * visible)
        particles = FloatBuffer(count: spec.isPersistent ? layout.capacity * visible : 0)
        carried = spec.isPersistent ? [Carried(name: "0.RBM.particles", shape: [layout.capacity, visible], numbers: particles)] : []
        step = GradientStep(optimizer, parameters) { $0 == 0 }
    }

    public var capacity: Int { layout.capacity }
    public var inputCount: Int { kernels.visible }
    public var targetCount: Int { kernels.visible }
    public var takesClassNumbers: Bool { false }
    public var outputShape: Shape { layout.plan.input }
    public var slotNames: [String] { optimizer.slotNames }
    public var output: UnsafePointer<Float> { UnsafePointer(reconstruction.pointer) }

    private var kernel: Parameter { parameters[0] }
    private var visibleBias: UnsafeMutablePointer<Float> { parameters[1].value.pointer }
    private var hiddenBias: UnsafeMutablePointer<Float> { parameters[2].value.pointer }

    public func train(_ batch: Batch, metrics: inout MetricSums) throws(NetworkError) -> BatchResult {
        measure(batch, turns: 1, &metrics)
        let share = 1 / Float(batch.count)
        kernels.load(batch.inputs, count: batch.count, as: .data, workspace: workspace.pointer, pool: pool)
        hidden(.data, batch.count, share: -share, draw: draw(0), packs: true)
        var error = 0.0
        if spec.isPersistent {
            // How well the data is reconstructed, before the hidden samples are those of the chain.
            error = visible(batch.count, draw: nil)
            chain(batch.count)
        }
        for gibbs in 0..<spec.steps {
            let difference = visible(batch.count, draw: draw(gibbs))
            if gibbs == 0, !spec.isPersistent { error = difference }
            hidden(.model, batch.count, share: share, draw: draw(gibbs + 1), packs: false)
        }
        guard error.isFinite else {
            throw .notFinite(layer: 1, name: "RBM", tensor: "weights", learningRate: learningRate)
        }
        stepsTaken += 1
        let rule = step.rule(step: stepsTaken, learningRate: learningRate)
        kernels.update(
            w: kernel.value.pointer, slots: kernel.updateSlots, visibleGradient: parameters[1].gradient.pointer, hiddenGradient: parameters[2].gradient.pointer, rule: rule,
            count: batch.count, workspace: workspace.pointer, scratch: scratch.pointer, pool: pool)
        step.apply(rule, pool: pool)
        kernel.constrain()
        if spec.isPersistent { kernels.unload(particles.pointer, count: batch.count, from: .model, workspace: workspace.pointer, pool: pool) }
        return BatchResult(lossSum: error, count: batch.count)
    }

    /// Brings the chain's particles to hidden samples. A new chain's visible units are all 0: its first hidden samples follow from the hidden biases alone.
    private func chain(_ count: Int) {
        kernels.load(particles.pointer, count: count, as: .model, workspace: workspace.pointer, pool: pool)
        hidden(.model, count, share: 1, draw: draw(spec.steps + 1), packs: false)
    }

    public func evaluate(_ batch: Batch, metrics: inout MetricSums) -> BatchResult {
        measure(batch, turns: Self.turnsOfEvaluation, &metrics)
        return BatchResult(lossSum: reconstruct(batch.inputs, count: batch.count), count: batch.count)
    }

    public func predict(_ inputs: UnsafePointer<Float>, count: Int) -> UnsafePointer<Float> {
        _ = reconstruct(inputs, count: count)
        return output
    }

    /// The means of the visible units given those of the hidden ones, into `output`; returns the sum of the samples' squared errors.
    private func reconstruct(_ inputs: UnsafePointer<Float>, count: Int) -> Double {
        kernels.load(inputs, count: count, as: .data, workspace: workspace.pointer, pool: pool)
        hidden(.data, count, share: 1, draw: nil, packs: true)
        let error = visible(count, draw: nil)
        kernels.unload(reconstruction.pointer, count: count, from: .model, workspace: workspace.pointer, pool: pool)
        return error
    }

    /// Particles live on over epochs.
    public func resetStates() {}

    /// Lets `particles` (count, visible) dream on by Gibbs steps; returns the means that their last samples were drawn from, in `output`.
    public func dream(_ particles: UnsafeMutablePointer<Float>, count: Int, steps: Int, draw number: Int) -> UnsafePointer<Float> {
        kernels.load(particles, count: count, as: .data, workspace: workspace.pointer, pool: pool)
        kernels.load(particles, count: count, as: .model, workspace: workspace.pointer, pool: pool)
        for step in 0..<max(1, steps) {
            let draw = BoltzmannKernels.Draw(random: random.philox, step: -1 - number, gibbs: step)
            hidden(.model, count, share: 1, draw: draw, packs: step == 0)
            _ = visible(count, draw: draw)
        }
        kernels.unload(particles, count: count, from: .model, workspace: workspace.pointer, pool: pool)
        _ = visible(count, draw: nil)
        kernels.unload(reconstruction.pointer, count: count, from: .model, workspace: workspace.pointer, pool: pool)
        return output
    }

    private func draw(_ gibbs: Int) -> BoltzmannKernels.Draw { BoltzmannKernels.Draw(random: random.philox, step: stepsTaken, gibbs: gibbs) }

    private func hidden(_ phase: BoltzmannKernels.Phase, _ count: Int, share: Float, draw: BoltzmannKernels.Draw?, packs: Bool) {
        kernels.hiddenPass(
            phase, w: kernel.value.pointer, bias: hiddenBias, count: count, share: share, draw: draw, packs: packs, workspace: workspace.pointer, scratch: scratch.pointer,
            pool: pool)
    }

    private func visible(_ count: Int, draw: BoltzmannKernels.Draw?) -> Double {
        kernels.visiblePass(w: kernel.value.pointer, bias: visibleBias, count: count, draw: draw, workspace: workspace.pointer, pool: pool)
    }

    /// Free energy, and the pseudo-likelihood by units of each sample that are turned over (Marlin et al. 2010, as scikit-learn scores): visible · ln σ(F(turned) − F(v)). The steps
    /// taken, a sample's number in the data and the turn pick the unit, so that every sample has its own, in batches of any size.
    private func measure(_ batch: Batch, turns: Int, _ metrics: inout MetricSums) {
        guard metrics.metrics.contains(where: { $0.kind.isOfMachines }) else { return }
        let visible = kernels.visible, stream = UInt64(truncatingIfNeeded: stepsTaken) | 1 << 63
        func number(_ sample: Int) -> Int { batch.samples.map { Int($0[sample]) } ?? sample }
        kernels.freeEnergies(
            x: batch.inputs, w: kernel.value.pointer, visibleBias: visibleBias, hiddenBias: hiddenBias, count: batch.count, turns: turns,
            turned: { [random] in random.integer(below: visible, stream: stream, index: number($0) * Self.turnsOfEvaluation + $1) },
            energies: energies.pointer, scratch: scratch.pointer, pool: pool)
        var energy = 0.0, likelihood = 0.0
        for sample in 0..<batch.count {
            let own = energies.pointer + sample * (1 + turns), plain = Double(own[0])
            energy += plain
            for turn in 0..<turns {
                let gap = plain - Double(own[1 + turn])
                likelihood -= Double(visible) * (max(gap, 0) + log1p(exp(-abs(gap)))) / Double(turns)  // ln (1 + eᵍ), which e alone would overflow
            }
        }
        metrics.add(.freeEnergy, mean: energy / Double(batch.count), count: batch.count)
        metrics.add(.pseudoLikelihood, mean: likelihood / Double(batch.count), count: batch.count)
    }
}
