import Foundation
import Kernels
import Networks
import Tensors

/// A restricted Boltzmann machine that learns by contrastive divergence. A trainer trains it like a network.
///
/// A step computes hidden means from the data, then k times visible units from sampled hidden units and hidden means from those, and then
/// kernel += rate · (⟨v h⟩ data − ⟨v h⟩ model), and the biases likewise (Hinton 2002). A persistent chain continues from the particles of the previous step instead of
/// starting from the data (Tieleman 2008). The loss is the mean squared difference between the data and the means of its reconstruction.
///
/// Shapes: visible units (count, visible) with values from 0 to 1, kernel (visible, hidden), biases (visible) and (hidden).
public final class BoltzmannMachine: Trainable {
    /// The layout that the machine was made from: one RBM.
    public let layout: NetworkLayout
    /// The layer and its arguments.
    public let spec: RBM
    let optimizer: OptimizerSpec
    /// The factor of the next steps; the optimizer's at first.
    public var learningRate: Double
    /// How many learning steps were taken.
    public var stepsTaken = 0
    /// kernel, visible_bias and hidden_bias.
    public let parameters: [Parameter]
    /// The particles of a persistent chain, (capacity, visible); empty without one.
    public let carried: [Carried]

    /// How many units are inverted for a sample's pseudo-likelihood in an evaluation. In training one is enough, because an epoch averages over many batches.
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

    /// Allocates all memory and initializes the weights from `seed`. Throws where the plan has a problem or is not a single RBM.
    public init(layout: NetworkLayout, optimizer: OptimizerSpec, seed: Int, pool: WorkerPool) throws(NetworkError) {
        if let problem = layout.plan.problem { throw .illegal(problem.description) }
        guard layout.plan.layers.count == 1, case .rbm(let spec) = layout.plan.layers[0].spec else {
            throw .illegal("A Boltzmann machine is a stack of one RBM. Remove the other layers.")
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

    /// The largest number of samples in a batch.
    public var capacity: Int { layout.capacity }
    /// How many visible units there are.
    public var inputCount: Int { kernels.visible }
    /// The same: the targets are the inputs.
    public var targetCount: Int { kernels.visible }
    /// Never: there are no classes.
    public var takesClassNumbers: Bool { false }
    /// The shape of the input, which is reconstructed.
    public var outputShape: Shape { layout.plan.input }
    /// Keras' names of the values that the optimizer keeps for each weight.
    public var slotNames: [String] { optimizer.slotNames }
    /// The last reconstruction or sample, as means of the visible units: (count, visible).
    public var output: UnsafePointer<Float> { UnsafePointer(reconstruction.pointer) }

    private var kernel: Parameter { parameters[0] }
    private var visibleBias: UnsafeMutablePointer<Float> { parameters[1].value.pointer }
    private var hiddenBias: UnsafeMutablePointer<Float> { parameters[2].value.pointer }

    /// One learning step. Throws, with the weights unchanged, where the reconstruction is not finite.
    public func train(_ batch: Batch, metrics: inout MetricSums) throws(NetworkError) -> BatchResult {
        measure(batch, turns: 1, &metrics)
        let share = 1 / Float(batch.count)
        kernels.load(batch.inputs, count: batch.count, as: .data, workspace: workspace.pointer, pool: pool)
        hidden(.data, batch.count, share: -share, draw: draw(0), packs: true)
        var error = 0.0
        if spec.isPersistent {
            // The reconstruction error comes first, because the chain replaces the hidden samples.
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

    /// Samples hidden units from the chain's particles. The visible units of a new chain are 0, so its first hidden samples depend on the hidden biases only.
    private func chain(_ count: Int) {
        kernels.load(particles.pointer, count: count, as: .model, workspace: workspace.pointer, pool: pool)
        hidden(.model, count, share: 1, draw: draw(spec.steps + 1), packs: false)
    }

    /// The squared error of the reconstruction and the metrics of a batch, without learning.
    public func evaluate(_ batch: Batch, metrics: inout MetricSums) -> BatchResult {
        measure(batch, turns: Self.turnsOfEvaluation, &metrics)
        return BatchResult(lossSum: reconstruct(batch.inputs, count: batch.count), count: batch.count)
    }

    /// The reconstructions of `count` inputs: means of the visible units given the hidden means, (count, visible). They stay valid until the next pass.
    public func predict(_ inputs: UnsafePointer<Float>, count: Int) -> UnsafePointer<Float> {
        _ = reconstruct(inputs, count: count)
        return output
    }

    /// Writes the means of the visible units given the hidden means to `output`; returns the sum of the samples' mean squared errors.
    private func reconstruct(_ inputs: UnsafePointer<Float>, count: Int) -> Double {
        kernels.load(inputs, count: count, as: .data, workspace: workspace.pointer, pool: pool)
        hidden(.data, count, share: 1, draw: nil, packs: true)
        let error = visible(count, draw: nil)
        kernels.unload(reconstruction.pointer, count: count, from: .model, workspace: workspace.pointer, pool: pool)
        return error
    }

    /// Does nothing: the particles of a persistent chain continue over epochs.
    public func resetStates() {}

    /// Continues `particles` (count, visible) by `steps` Gibbs steps, at least one, and returns `output`: the means from which their last samples were drawn. Calls with another
    /// `number` use other random numbers.
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

    /// Adds the free energy and the pseudo-likelihood, which is estimated from some inverted units of each sample (Marlin et al. 2010, as in scikit-learn): visible · ln σ(F(inverted) −
    /// F(v)). The number of steps, the sample's index in the data and the turn select the unit, so that it does not depend on the size of the batches.
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
                likelihood -= Double(visible) * (max(gap, 0) + log1p(exp(-abs(gap)))) / Double(turns)  // ln (1 + eᵍ), without overflow of eᵍ
            }
        }
        metrics.add(.freeEnergy, mean: energy / Double(batch.count), count: batch.count)
        metrics.add(.pseudoLikelihood, mean: likelihood / Double(batch.count), count: batch.count)
    }
}
