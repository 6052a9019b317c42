import Kernels
import Tensors

/// A stack that runs. Every buffer is allocated by `init`, a step allocates nothing, and the same seed and batches give the same bits at any number of threads.
public final class Network: Trainable {
    /// The layout that the network was made from.
    public let layout: NetworkLayout
    /// The loss; `nil` for a network that only predicts.
    public let loss: LossSpec?
    /// The optimizer; `nil` for a network that does not train.
    public let optimizer: OptimizerSpec?
    /// Whether a target is a class number for each row of outputs, instead of a row with a 1.
    public let takesClassNumbers: Bool
    /// How many values one sample's target has.
    public let targetCount: Int
    /// The factor of the next steps; the optimizer's at first.
    public var learningRate: Double
    /// How many optimizer steps were taken.
    public var stepsTaken = 0
    /// The variables, in the order of the stack, each layer's in Keras' order.
    public let parameters: [Parameter]
    /// The states of stateful layers.
    public let carried: [Carried]

    let pool: WorkerPool
    let buffers: NetworkBuffers
    /// The indices in `parameters` of each stage's variables.
    private let owned: [Range<Int>]
    /// The indices of the variables that their layers update within the backward pass.
    private let fused: Set<Int>
    /// The form for the loss kernels, and whether the last activation is computed together with the loss.
    private let lossForm: LossKernels.Form?
    private let isJoinedWithLoss: Bool
    /// Whether each output is a separate yes or no.
    private let hasSeparateOutputs: Bool
    private let randomness: RandomGenerator
    private var step: GradientStep?

    /// Allocates every buffer and initializes the weights from `seed`. Without an optimizer the network can't train, but it can predict and `differentiate`.
    ///
    /// Throws ``NetworkError/illegal(_:)`` where the plan has a problem or the stack is empty.
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

    /// The largest number of samples in a batch.
    public var capacity: Int { layout.capacity }
    /// How many values one sample's input has.
    public var inputCount: Int { layout.plan.input.count }
    /// The shape of one sample's output.
    public var outputShape: Shape { layout.plan.output }
    /// Keras' names of the values that the optimizer keeps for each weight.
    public var isPenalised: Bool { parameters.contains { $0.penalties != nil } || layout.stages.contains { $0.activityPenalty != nil } }
    public var slotNames: [String] { optimizer?.slotNames ?? [] }
    /// The outputs of the last pass, (count, output).
    public var output: UnsafePointer<Float> { UnsafePointer(buffers.activations[layout.stages.count - 1].pointer) }

    /// One optimizer step. Throws, with the weights unchanged, where the loss is not finite or there is no optimizer.
    public func train(_ batch: Batch, metrics: inout MetricSums) throws(NetworkError) -> BatchResult {
        guard optimizer != nil else { throw .illegal("The recipe has no compile section. Add one to train it.") }
        forward(batch, isTraining: true, leavesSums: isJoinedWithLoss)
        let result = assess(batch, differentiates: true, metrics: &metrics)
        guard result.lossSum.isFinite else { throw blame(batch) }
        stepsTaken += 1
        guard let rule = step?.rule(step: stepsTaken, learningRate: learningRate) else { return result }
        backward(batch, isTraining: true, isBySums: isJoinedWithLoss, rule: rule)
        step?.apply(rule, pool: pool)
        return result
    }

    /// The loss and metrics of a batch, without dropout and without learning.
    public func evaluate(_ batch: Batch, metrics: inout MetricSums) -> BatchResult {
        forward(batch, isTraining: false, leavesSums: isJoinedWithLoss)
        return assess(batch, differentiates: false, metrics: &metrics)
    }

    /// The outputs for `count` inputs, at most `capacity`, as (count, output); they stay valid until the next pass.
    public func predict(_ inputs: UnsafePointer<Float>, count: Int) -> UnsafePointer<Float> {
        forward(Batch(inputs: inputs, targets: inputs, count: count), isTraining: false, leavesSums: false)
        return output
    }

    /// Computes the gradients of the batch's mean loss and penalties with respect to every variable, into `parameters`, without a step. `isTraining`: with dropout and batch statistics, as in a step.
    public func differentiate(_ batch: Batch, isTraining: Bool = false) -> BatchResult {
        forward(batch, isTraining: isTraining, leavesSums: isJoinedWithLoss)
        var metrics = MetricSums()
        let result = assess(batch, differentiates: true, metrics: &metrics)
        backward(batch, isTraining: isTraining, isBySums: isJoinedWithLoss, rule: nil)
        for parameter in parameters where parameter.isTrainable { _ = parameter.penalty(differentiates: true) }
        return result
    }

    /// Sets the states of stateful layers to zero.
    public func resetStates() {
        for state in buffers.states { state.pointer.update(repeating: 0, count: state.count) }
    }

    /// The output of a layer in the last pass, (count, output); `nil` where the layer was joined with the next one into one stage.
    public func activation(ofLayer layer: Int) -> UnsafePointer<Float>? {
        layout.stages.lastIndex { $0.covers.upperBound == layer + 1 }.map { UnsafePointer(buffers.activations[$0].pointer) }
    }

    /// A recurrent layer, and what it kept of the last pass; `nil` for other layers.
    public func tape(ofLayer layer: Int) -> (layer: any TapedLayer, memory: UnsafePointer<Float>)? {
        guard let index = layout.stages.firstIndex(where: { $0.owner == layer }), let taped = layout.stages[index].layer as? any TapedLayer else { return nil }
        return (taped, UnsafePointer(buffers.memories[index].pointer))
    }

    /// `leavesSums`: the loss follows and computes the last activation itself.
    func forward(_ batch: Batch, isTraining: Bool, leavesSums: Bool) {
        for index in layout.stages.indices {
            if buffers.initialStates[index] != nil { gatherState(of: index, batch) }
            for inlet in layout.stages[index].inlets.indices {
                var pass = forwardPass(index, inlet, batch, isTraining)
                pass.leavesSums = leavesSums && index == layout.stages.count - 1
                layout.stages[index].layer.forward(pass)
            }
        }
    }

    /// Runs from the last stage to the first one that learns. Gradients for the previous stage only are passed on in two alternating buffers; the output of a stage that several
    /// others read has its own gradient buffer, which holds the sum when that stage runs.
    ///
    /// `penalises`: whether penalties on outputs are a part of what is differentiated. `isBySums`: the first gradient is with respect to the sums before the last activation. `observing` receives the gradient with respect to each layer's output,
    /// (count, output), before the layer's own backward pass.
    func backward(
        _ batch: Batch, isTraining: Bool, isBySums: Bool, rule: UpdateRule?, penalises: Bool = true, observing: ((_ layer: Int, _ gradient: UnsafePointer<Float>) -> Void)? = nil
    ) {
        var (dy, dx) = buffers.gradients
        for index in layout.stages.indices.reversed() where layout.stages[index].learns {
            let stage = layout.stages[index], own = buffers.keptGradients[index] ?? dy
            if stage.isUnread { own.pointer.update(repeating: 0, count: batch.count * stage.outputCount) }
            if penalises, let (l1, l2) = stage.activityPenalty {
                PenaltyKernels.addActivityGradient(
                    buffers.activations[index].pointer, to: own.pointer, count: batch.count * stage.outputCount, scale: 1 / Float(batch.count), l1: l1, l2: l2, pool: pool)
            }
            observing?(stage.covers.upperBound - 1, UnsafePointer(own.pointer))
            for inlet in stage.inlets.indices.reversed() {
                var target: FloatBuffer?, sum: FloatBuffer?
                switch stage.inlets[inlet].gradient {
                case .unwanted: break
                case .passing: target = dx
                case .kept(let source, adds: false): target = keptGradient(of: source)
                case .kept(let source, adds: true): (target, sum) = (dx, keptGradient(of: source))
                }
                stage.layer.backward(
                    BackwardPass(
                        forward: forwardPass(index, inlet, batch, isTraining), dy: own.pointer, dx: target?.pointer,
                        finalStateGradient: buffers.finalStateGradients[index].map { UnsafePointer($0.pointer) },
                        initialStateGradient: buffers.initialStateGradients[index]?.pointer,
                        isBySums: index == layout.stages.count - 1 && isBySums, rule: owned[index].first.map(fused.contains) ?? false ? rule : nil))
                if let target, let sum {
                    let numbers = stage.inlets[inlet].stage.map { layout.stages[$0].outputCount } ?? inputCount
                    BroadcastKernels.add(target.pointer, to: sum.pointer, count: batch.count * numbers, pool: pool)
                }
            }
            if let gradient = buffers.initialStateGradients[index] { spreadStateGradient(gradient, of: index, count: batch.count) }
            swap(&dy, &dx)
        }
    }

    /// The buffer of the gradient by a stage's output, or by the data.
    private func keptGradient(of stage: Int?) -> FloatBuffer? { stage.map { buffers.keptGradients[$0] } ?? buffers.inputGradient }

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

    /// The mask that a stage made.
    private func mask(_ stage: Int?) -> UnsafePointer<Float>? { stage.map { UnsafePointer(buffers.masks[$0].pointer) } }

    /// The loss of the outputs with the penalties; adds to the metrics and, where `differentiates`, writes the gradient with respect to the outputs.
    private func assess(_ batch: Batch, differentiates: Bool, metrics: inout MetricSums) -> BatchResult {
        guard let form = lossForm else { return BatchResult(lossSum: 0, count: batch.count) }
        let mask = mask(layout.outputMask)
        func rows(perSample: Int, weights: UnsafePointer<Float>?) -> LossRows {
            LossRows(
                y: buffers.activations[layout.stages.count - 1].pointer, target: batch.targets, isIndexed: takesClassNumbers,
                gradient: differentiates ? buffers.gradients.0.pointer : nil,
                losses: buffers.rowLosses.pointer, weights: weights, rows: batch.count * perSample, columns: outputShape.count / perSample)
        }
        // A mean over rows of one column each is a mean over the sample; a sample as one long row is computed eight values at a time.
        let isWhole = form.isMean && mask == nil, perSample = isWhole ? 1 : layout.lossRows
        let sum = LossKernels.evaluate(form, rows(perSample: perSample, weights: isWhole ? batch.weights : rowWeights(batch, mask)), pool: pool)
        let penalty = parameters.reduce(activityPenalty(batch.count)) { $0 + $1.penalty(differentiates: false) }
        if !metrics.metrics.isEmpty {
            let areLabels = hasSeparateOutputs && layout.plan.sizes.classes == nil
            metrics.add(MetricRows(rows(perSample: layout.lossRows, weights: nil), areSeparate: hasSeparateOutputs, areLabels: areLabels, mask: mask))
        }
        let penaltySum = penalty * Double(batch.count)
        return BatchResult(lossSum: sum / Double(perSample) + penaltySum, count: batch.count, penaltySum: penaltySum)
    }

    /// The penalties on outputs: their sum over the batch, divided by its size.
    private func activityPenalty(_ count: Int) -> Double {
        layout.stages.indices.reduce(0) { sum, index in
            guard let (l1, l2) = layout.stages[index].activityPenalty else { return sum }
            let outputs = count * layout.stages[index].outputCount
            return sum + PenaltyKernels.activity(buffers.activations[index].pointer, count: outputs, l1: l1, l2: l2) / Double(count)
        }
    }

    /// The weight of each row's loss: its sample's weight times all / valid rows, and 0 where it is masked, so that the mean is over valid rows, as in Keras.
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

    /// Where the first value that is not finite is, from the inputs to the outputs.
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
