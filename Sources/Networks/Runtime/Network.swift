import Kernels
import Tensors

/// A stack that runs: every buffer is there from the start, a step allocates nothing, and the same seed and batches leave the same bits at any
/// number of threads.
public final class Network: Trainable {
    public let layout: NetworkLayout
    public let loss: LossSpec?
    public let optimizer: OptimizerSpec?
    public let takesClassNumbers: Bool
    public let targetCount: Int
    public var learningRate: Double
    public var stepsTaken = 0
    /// In the model's order, each layer's in Keras' order.
    public let parameters: [Parameter]
    public let carried: [Carried]

    let pool: WorkerPool
    let buffers: NetworkBuffers
    /// Which of `parameters` are a stage's.
    private let owned: [Range<Int>]
    /// The variables that their layers update in the backward pass.
    private let fused: Set<Int>
    /// What the loss's kernels work out, and whether it is by the sums before the last activation.
    private let lossForm: LossKernels.Form?
    private let isJoinedWithLoss: Bool
    /// Each output is a yes or no of its own.
    private let hasSeparateOutputs: Bool
    private let randomness: RandomGenerator
    private var step: GradientStep?

    /// Allocates and initialises. `optimizer` nil makes a network that only predicts; gradients are then kept by `differentiate`.
    public init(
        layout: NetworkLayout, loss: LossSpec?, optimizer: OptimizerSpec?, seed: Int, takesClassNumbers: Bool = false, pool: WorkerPool
    ) throws(NetworkError) {
        if let problem = layout.plan.problem { throw .illegal(problem.description) }
        guard !layout.stages.isEmpty else { throw .illegal("The stack is empty. Add a layer.") }
        self.layout = layout
        self.loss = loss
        self.optimizer = optimizer
        self.takesClassNumbers = takesClassNumbers
        self.pool = pool
        learningRate = optimizer?.learningRate ?? 0
        randomness = RandomGenerator(seed: seed, purpose: .dropout)
        let description = loss?.description, jointActivation = loss?.kind.type.jointActivation
        isJoinedWithLoss = layout.endsWith(jointActivation)
        hasSeparateOutputs = jointActivation == .sigmoid
        lossForm = description?.kernel(isJoined: isJoinedWithLoss)
        targetCount = (description?.target(of: layout.plan.output, isIndexed: takesClassNumbers) ?? layout.plan.output).count
        let parameters = layout.parameters(optimizer: optimizer, seed: seed)
        var owned: [Range<Int>] = [], fused: Set<Int> = []
        for stage in layout.stages {
            let first = owned.last?.upperBound ?? 0
            owned.append(first..<first + stage.variables.count)
            if stage.layer.updatesFirstVariable, !stage.variables.isEmpty, parameters[first].isPlain { fused.insert(first) }
        }
        if !(optimizer?.limits.clips.isEmpty ?? true) { fused = [] }
        self.parameters = parameters
        self.owned = owned
        step = optimizer.map { GradientStep($0, parameters) { fused.contains($0) } }
        self.fused = fused
        buffers = NetworkBuffers(layout, threads: pool.threads)
        carried = zip(layout.stages, buffers.states).filter { $0.1.count > 0 }.map {
            Carried(name: "\($0.0.owner).\(layout.plan.layers[$0.0.owner].spec.kerasName).states", shape: [$0.1.count], numbers: $0.1)
        }
    }

    public var capacity: Int { layout.capacity }
    public var inputCount: Int { layout.plan.input.count }
    public var outputShape: Shape { layout.plan.output }
    public var slotNames: [String] { optimizer?.slotNames ?? [] }
    public var output: UnsafePointer<Float> { UnsafePointer(buffers.activations[layout.stages.count - 1].pointer) }

    public func train(_ batch: Batch, metrics: inout MetricSums) throws(NetworkError) -> BatchResult {
        guard optimizer != nil else { throw .illegal("The recipe has no compile section. Add one to train it.") }
        forward(batch, isTraining: true, leavesSums: isJoinedWithLoss)
        let result = assess(batch, differentiates: true, metrics: &metrics)
        guard result.lossSum.isFinite else { throw blame(batch) }
        stepsTaken += 1
        guard let rule = step?.rule(step: stepsTaken, learningRate: learningRate) else { return result }
        backward(batch, isTraining: true, rule: rule)
        step?.apply(rule, pool: pool)
        return result
    }

    public func evaluate(_ batch: Batch, metrics: inout MetricSums) -> BatchResult {
        forward(batch, isTraining: false, leavesSums: isJoinedWithLoss)
        return assess(batch, differentiates: false, metrics: &metrics)
    }

    public func predict(_ inputs: UnsafePointer<Float>, count: Int) -> UnsafePointer<Float> {
        forward(Batch(inputs: inputs, targets: inputs, count: count), isTraining: false, leavesSums: false)
        return output
    }

    /// The gradients of the batch's mean loss and its penalties by every variable, kept in `parameters`; nothing is learnt. `isTraining` takes dropout and batch statistics as a step does.
    public func differentiate(_ batch: Batch, isTraining: Bool = false) -> BatchResult {
        forward(batch, isTraining: isTraining, leavesSums: isJoinedWithLoss)
        var metrics = MetricSums()
        let result = assess(batch, differentiates: true, metrics: &metrics)
        backward(batch, isTraining: isTraining, rule: nil)
        for parameter in parameters where parameter.isTrainable { _ = parameter.penalty(differentiates: true) }
        return result
    }

    public func resetStates() {
        for state in buffers.states { state.pointer.update(repeating: 0, count: state.count) }
    }

    /// What the layer gave in the last pass, (count, output); `nil` where it ran as one with the next.
    public func activation(ofLayer layer: Int) -> UnsafePointer<Float>? {
        layout.stages.lastIndex { $0.covers.upperBound == layer + 1 }.map { UnsafePointer(buffers.activations[$0].pointer) }
    }

    /// What a recurrent layer kept of the last pass; `nil` for others.
    public func tape(ofLayer layer: Int) -> (layer: any TapedLayer, memory: UnsafePointer<Float>)? {
        guard let index = layout.stages.firstIndex(where: { $0.owner == layer }), let taped = layout.stages[index].layer as? any TapedLayer else { return nil }
        return (taped, UnsafePointer(buffers.memories[index].pointer))
    }

    /// `leavesSums` where the loss follows, which applies the last activation where both are one.
    private func forward(_ batch: Batch, isTraining: Bool, leavesSums: Bool) {
        for index in layout.stages.indices {
            if buffers.initialStates[index] != nil { gatherState(of: index, batch) }
            for inlet in layout.stages[index].inlets.indices {
                var pass = forwardPass(index, inlet, batch, isTraining)
                pass.leavesSums = leavesSums && index == layout.stages.count - 1
                layout.stages[index].layer.forward(pass)
            }
        }
    }

    /// From the last stage to the first that learns. What only the next stage up needs is passed on in two buffers that take turns; what several stages read has a
    /// buffer of its own, which holds the sum when its turn comes.
    private func backward(_ batch: Batch, isTraining: Bool, rule: UpdateRule?) {
        var (dy, dx) = buffers.gradients
        for index in layout.stages.indices.reversed() where layout.stages[index].learns {
            let stage = layout.stages[index], own = buffers.keptGradients[index] ?? dy
            if stage.isUnread { own.pointer.update(repeating: 0, count: batch.count * stage.outputCount) }
            for inlet in stage.inlets.indices.reversed() {
                var target: FloatBuffer?, sum: FloatBuffer?
                switch stage.inlets[inlet].gradient {
                case .unwanted: break
                case .passing: target = dx
                case .kept(let source, adds: false): target = buffers.keptGradients[source]
                case .kept(let source, adds: true): (target, sum) = (dx, buffers.keptGradients[source])
                }
                stage.layer.backward(
                    BackwardPass(
                        forward: forwardPass(index, inlet, batch, isTraining), dy: own.pointer, dx: target?.pointer,
                        finalStateGradient: buffers.finalStateGradients[index].map { UnsafePointer($0.pointer) },
                        initialStateGradient: buffers.initialStateGradients[index]?.pointer,
                        isBySums: index == layout.stages.count - 1 && isJoinedWithLoss, rule: fused.contains(owned[index].lowerBound) ? rule : nil))
                if let target, let sum, let source = stage.inlets[inlet].stage {
                    BroadcastKernels.add(target.pointer, to: sum.pointer, count: batch.count * layout.stages[source].outputCount, pool: pool)
                }
            }
            if let gradient = buffers.initialStateGradients[index] { spreadStateGradient(gradient, of: index, count: batch.count) }
            swap(&dy, &dx)
        }
    }

    private func forwardPass(_ index: Int, _ inlet: Int, _ batch: Batch, _ isTraining: Bool) -> ForwardPass {
        let stage = layout.stages[index], source = stage.inlets[inlet]
        return ForwardPass(
            source: inlet, x: source.stage.map { UnsafePointer(buffers.activations[$0].pointer) } ?? batch.inputs, y: buffers.activations[index].pointer,
            count: batch.count, parameters: parameters[owned[index]], memory: buffers.memories[index].pointer, marks: buffers.marks[index].pointer,
            workspace: buffers.workspace.pointer, scratch: buffers.scratch.pointer, state: buffers.states[index].pointer, initialState: initialState(of: index),
            finalState: buffers.finalStates[index]?.pointer, mask: mask(source.mask), madeMask: stage.madeMask > 0 ? buffers.masks[index].pointer : nil, pool: pool,
            mode: isTraining
                ? .training(Randomness(generator: randomness, layer: stage.owner, epoch: batch.epoch, samples: batch.samples)) : .inference)
    }

    /// The mask that a stage wrote.
    private func mask(_ stage: Int?) -> UnsafePointer<Float>? { stage.map { UnsafePointer(buffers.masks[$0].pointer) } }

    private func assess(_ batch: Batch, differentiates: Bool, metrics: inout MetricSums) -> BatchResult {
        guard let form = lossForm else { return BatchResult(lossSum: 0, count: batch.count) }
        let mask = mask(layout.outputMask)
        func rows(perSample: Int, weights: UnsafePointer<Float>?) -> LossRows {
            LossRows(
                y: buffers.activations[layout.stages.count - 1].pointer, target: batch.targets, isIndexed: takesClassNumbers,
                gradient: differentiates ? buffers.gradients.0.pointer : nil,
                losses: buffers.rowLosses.pointer, weights: weights, rows: batch.count * perSample, columns: outputShape.count / perSample)
        }
        // A mean over pixels of one channel is a mean over the sample: long rows are worked out eight numbers at a time.
        let isWhole = form.isMean && mask == nil, perSample = isWhole ? 1 : layout.lossRows
        let sum = LossKernels.evaluate(form, rows(perSample: perSample, weights: isWhole ? batch.weights : rowWeights(batch, mask)), pool: pool)
        let penalty = parameters.reduce(0) { $0 + $1.penalty(differentiates: false) }
        if !metrics.metrics.isEmpty {
            let areLabels = hasSeparateOutputs && layout.plan.sizes.classes == nil
            metrics.add(MetricRows(rows(perSample: layout.lossRows, weights: nil), areSeparate: hasSeparateOutputs, areLabels: areLabels, mask: mask))
        }
        let penaltySum = penalty * Double(batch.count)
        return BatchResult(lossSum: sum / Double(perSample) + penaltySum, count: batch.count, penaltySum: penaltySum)
    }

    /// What each row's loss counts for: its sample's weight, and all / valid rows where it is not masked, so that the mean is over valid rows, as in Keras.
    private func rowWeights(_ batch: Batch, _ mask: UnsafePointer<Float>?) -> UnsafePointer<Float>? {
        guard mask != nil || batch.weights != nil else { return nil }
        let perSample = layout.lossRows, rows = batch.count * perSample, weights = buffers.rowWeights.pointer
        let steps = layout.plan.output[0], perStep = max(1, perSample / steps)
        var valid: Float = 0
        for row in 0..<rows {
            weights[row] = mask.map { $0[row / perSample * steps + row % perSample / perStep] } ?? 1
            valid += weights[row]
        }
        let share = mask == nil || valid == 0 ? 1 : Float(rows) / valid
        for row in 0..<rows { weights[row] *= share * (batch.weights?[row / perSample] ?? 1) }
        return UnsafePointer(weights)
    }

    /// Where the first number that is not finite is, front to back.
    private func blame(_ batch: Batch) -> NetworkError {
        func error(_ layer: Int, _ tensor: String) -> NetworkError {
            .notFinite(layer: layer + 1, name: layer < 0 ? "input" : layout.plan.layers[layer].spec.kerasName, tensor: tensor, learningRate: learningRate)
        }
        if Reductions.firstNotFinite(batch.inputs, count: batch.count * inputCount) != nil { return error(-1, "inputs") }
        if Reductions.firstNotFinite(batch.targets, count: batch.count * targetCount) != nil { return error(-1, "targets") }
        for (index, stage) in layout.stages.enumerated() {
            for parameter in parameters[owned[index]] where Reductions.firstNotFinite(parameter.value.pointer, count: parameter.shape.count) != nil {
                return error(stage.owner, "\(parameter.variable) weights")
            }
            if Reductions.firstNotFinite(buffers.activations[index].pointer, count: batch.count * stage.outputCount) != nil {
                return error(stage.owner, "activations")
            }
        }
        let last = layout.plan.layers.count
        return .overflowingLoss(layer: last, name: layout.plan.layers[last - 1].spec.kerasName)
    }
}
