import Kernels
import Tensors

/// A stack that runs: every buffer is there from the start, a step allocates nothing, and the same seed and batches leave the same bits at any
/// number of threads.
public final class Network: Trainable {
    public let layout: NetworkLayout
    public let loss: LossSpec?
    public let optimizer: OptimizerSpec?
    public let seed: Int
    public var learningRate: Double
    public var stepsTaken = 0
    /// In the model's order, each layer's in Keras' order.
    public let parameters: [Parameter]

    private let pool: WorkerPool
    private let stageParameters: [[Parameter]]
    private let activations: [FloatBuffer]
    private let memories: [FloatBuffer]
    private let marks: [MarkBuffer]
    private let gradients: (FloatBuffer, FloatBuffer)
    private let workspace: FloatBuffer
    private let scratch: FloatBuffer
    private let dropout: RandomGenerator

    /// Allocates and initialises. `optimizer` nil makes a network that only predicts; gradients are then kept by `differentiate`.
    public init(layout: NetworkLayout, loss: LossSpec?, optimizer: OptimizerSpec?, seed: Int, pool: WorkerPool) throws(NetworkError) {
        if let problem = layout.plan.problem { throw .illegal(problem.description) }
        guard !layout.stages.isEmpty else { throw .illegal("The stack is empty. Add a layer.") }
        self.layout = layout
        self.loss = loss
        self.optimizer = optimizer
        self.seed = seed
        self.pool = pool
        learningRate = optimizer?.learningRate ?? 0
        dropout = RandomGenerator(seed: seed, purpose: .dropout)
        let slots = optimizer?.slotNames.count ?? 0
        let weights = RandomGenerator(seed: seed, purpose: .weights)
        stageParameters = layout.stages.map { stage in
            stage.variables.enumerated().map { place, variable in
                let parameter = Parameter(
                    name: "\(stage.owner).\(layout.plan.layers[stage.owner].spec.kerasName).\(variable.name)", layer: stage.owner, variable: variable, slots: slots)
                if variable.name == "kernel" {
                    GlorotUniform.fill(parameter.value, shape: variable.shape, generator: weights, stream: UInt64(stage.owner) << 8 | UInt64(place))
                }
                return parameter
            }
        }
        parameters = stageParameters.flatMap { $0 }
        let needs = layout.needs
        activations = layout.stages.map { FloatBuffer(count: layout.capacity * $0.outputCount) }
        memories = needs.map { FloatBuffer(count: $0.memory) }
        marks = needs.map { MarkBuffer(count: $0.marks) }
        gradients = (FloatBuffer(count: layout.largestActivation), FloatBuffer(count: layout.largestActivation))
        workspace = FloatBuffer(count: needs.map(\.workspace).max() ?? 0)
        scratch = FloatBuffer(count: pool.threads * (needs.map(\.scratch).max() ?? 0))
    }

    public var capacity: Int { layout.capacity }
    public var inputCount: Int { layout.plan.input.count }
    public var targetCount: Int { layout.plan.output.count }
    public var slotNames: [String] { optimizer?.slotNames ?? [] }
    /// (count, output) of the last pass.
    public var output: UnsafePointer<Float> { UnsafePointer(activations[activations.count - 1].pointer) }

    public func train(_ batch: Batch) throws(NetworkError) -> BatchResult {
        guard let optimizer else { throw .illegal("The recipe has no compile section. Add one to train it.") }
        forward(batch, isTraining: true)
        let result = assess(batch, gradient: gradients.0.pointer)
        guard result.lossSum.isFinite else { throw blame(batch) }
        stepsTaken += 1
        backward(batch, isTraining: true, rule: optimizer.rule(step: stepsTaken, learningRate: learningRate))
        return result
    }

    public func evaluate(_ batch: Batch) -> BatchResult {
        forward(batch, isTraining: false)
        return assess(batch, gradient: nil)
    }

    /// The outputs for `count` inputs, at most `capacity`; they stay in `output` until the next pass.
    public func predict(_ inputs: UnsafePointer<Float>, count: Int) -> UnsafePointer<Float> {
        forward(Batch(inputs: inputs, targets: inputs, count: count), isTraining: false)
        return output
    }

    /// The gradients of the batch's mean loss by every variable, kept in `parameters`; nothing is learnt.
    public func differentiate(_ batch: Batch) -> BatchResult {
        forward(batch, isTraining: false)
        let result = assess(batch, gradient: gradients.0.pointer)
        backward(batch, isTraining: false, rule: nil)
        return result
    }

    /// What the layer gave in the last pass, (count, output); `nil` where it ran as one with the next.
    public func activation(ofLayer layer: Int) -> UnsafePointer<Float>? {
        layout.stages.lastIndex { $0.covers.upperBound == layer + 1 }.map { UnsafePointer(activations[$0].pointer) }
    }

    private func forward(_ batch: Batch, isTraining: Bool) {
        for index in activations.indices {
            layout.stages[index].layer.forward(forwardPass(index, batch, isTraining))
        }
    }

    private func backward(_ batch: Batch, isTraining: Bool, rule: UpdateRule?) {
        var (dy, dx) = gradients
        for index in activations.indices.reversed() {
            layout.stages[index].layer.backward(BackwardPass(
                forward: forwardPass(index, batch, isTraining), dy: dy.pointer, dx: index == 0 ? nil : dx.pointer,
                isBySums: index == activations.count - 1 && isJoinedWithLoss, rule: rule))
            swap(&dy, &dx)
        }
    }

    private func forwardPass(_ index: Int, _ batch: Batch, _ isTraining: Bool) -> ForwardPass {
        ForwardPass(
            x: index == 0 ? batch.inputs : UnsafePointer(activations[index - 1].pointer), y: activations[index].pointer, count: batch.count,
            parameters: stageParameters[index], memory: memories[index].pointer, marks: marks[index].pointer, workspace: workspace.pointer,
            scratch: scratch.pointer, pool: pool,
            mode: isTraining
                ? .training(Randomness(generator: dropout, layer: layout.stages[index].owner, epoch: batch.epoch, samples: batch.samples)) : .inference)
    }

    private var isJoinedWithLoss: Bool { loss?.joins(layout.stages[activations.count - 1].lastActivation) ?? false }

    private func assess(_ batch: Batch, gradient: UnsafeMutablePointer<Float>?) -> BatchResult {
        guard let loss else { return BatchResult(lossSum: 0, correct: 0, count: batch.count) }
        let shape = layout.plan.output
        return BatchResult(
            lossSum: loss.evaluate(y: output, target: batch.targets, gradient: gradient, count: batch.count, output: shape, isJoined: isJoinedWithLoss),
            correct: loss.correct(y: output, target: batch.targets, count: batch.count, output: shape), count: batch.count)
    }

    /// Where the first number that is not finite is, front to back.
    private func blame(_ batch: Batch) -> NetworkError {
        func error(_ layer: Int, _ tensor: String) -> NetworkError {
            .notFinite(layer: layer + 1, name: layer < 0 ? "input" : layout.plan.layers[layer].spec.kerasName, tensor: tensor, learningRate: learningRate)
        }
        if Reductions.firstNotFinite(batch.inputs, count: batch.count * inputCount) != nil { return error(-1, "inputs") }
        if Reductions.firstNotFinite(batch.targets, count: batch.count * targetCount) != nil { return error(-1, "targets") }
        for (index, stage) in layout.stages.enumerated() {
            for parameter in stageParameters[index] where Reductions.firstNotFinite(parameter.value.pointer, count: parameter.shape.count) != nil {
                return error(stage.owner, "\(parameter.variable) weights")
            }
            if Reductions.firstNotFinite(activations[index].pointer, count: batch.count * stage.outputCount) != nil {
                return error(stage.owner, "activations")
            }
        }
        let last = layout.plan.layers.count
        return .overflowingLoss(layer: last, name: layout.plan.layers[last - 1].spec.kerasName)
    }
}
