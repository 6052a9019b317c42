import Kernels
import Tensors

/// The plan of a network down to every buffer, before anything is allocated: which layers run as one stage, and how much memory each stage needs. The memory that is predicted and
/// the memory that is allocated both follow from it.
public struct NetworkLayout: Sendable {
    /// The stack's plan.
    public let plan: StackPlan
    /// The largest number of samples in a batch.
    public let capacity: Int
    let stages: [Stage]
    /// The stage whose mask applies to the outputs.
    let outputMask: Int?

    /// Whether a backward pass computes the gradient with respect to the inputs.
    let reachesData: Bool

    /// `joins`: whether neighbouring layers may run as one stage, which is faster; with false every layer's output can be read.
    /// `reachesData`: whether a backward pass computes the gradient with respect to the inputs.
    public init(plan: StackPlan, capacity: Int, joins: Bool = true, reachesData: Bool = false) {
        self.reachesData = reachesData
        self.plan = plan
        self.capacity = capacity
        var stages: [Stage] = []
        // The stage that holds each layer's output; `nil` for the data itself.
        var holders: [Int?] = []
        var index = 0
        while index < plan.layers.count {
            let planned = plan.layers[index]
            func holder(_ source: StackPlan.Source) -> Int? { if case .layer(let index) = source { holders[index] } else { nil } }
            var end = index + 1, owner = index, layer: (any Layer)?
            var activation = planned.spec.runnable.lastActivation
            if joins, let convolution = Convolution(plan, at: index) {
                (layer, owner, end, activation) = (convolution.layer, convolution.owner, convolution.end, convolution.lastActivation)
            } else if joins, planned.spec.arrangement == .reshapes, plan.layers.contains(where: { $0.spec.arrangement != .reshapes }) {
                layer = nil  // its values keep their order, so nothing has to be copied
            } else {
                layer = planned.spec.runnable.layer(at: LayerSite(inputs: planned.inputs, output: planned.output, batch: capacity))
            }
            if let layer {
                let roles = [.input] + planned.spec.references.map(\.role), sources = zip(roles, zip(planned.sources, planned.masks))
                let inlets = sources.filter { $0.0 == .input }.map { Inlet(stage: holder($0.1.0), mask: $0.1.1.flatMap { holders[$0] }) }
                let states = sources.filter { $0.0 != .input }.map { StateInlet(stage: holder($0.1.0), isFinalState: $0.0 == .finalState) }
                stages.append(
                    Stage(
                        layer: layer, covers: index..<end, owner: owner, variables: plan.layers[owner].figures.variables, lastActivation: activation,
                        activityPenalty: plan.layers[owner].spec.runnable.activityRegularizer.map { ($0.l1, $0.l2) },
                        madeMask: planned.outputMask == index ? planned.output[0] : 0, inlets: inlets, states: states))
                holders += [Int?](repeating: stages.count - 1, count: end - index)
            } else {
                holders.append(holder(planned.sources[0]))
            }
            index = end
        }
        self.stages = Self.routed(stages, reachesData: reachesData)
        outputMask = plan.layers.last?.outputMask.flatMap { holders[$0] }
    }

    var needs: [LayerNeeds] { stages.map { $0.layer.needs(batch: capacity) } }

    /// How many values the largest gradient between stages has.
    var largestActivation: Int { capacity * max(plan.input.count, stages.map(\.outputCount).max() ?? 0) }

    /// How many values each stage's own gradient buffer has; `nil` where it has none.
    var keptGradients: [Int?] { stages.map { $0.keepsGradient ? capacity * $0.outputCount : nil } }

    /// How many values the gradient with respect to the inputs has; 0 where no backward pass reaches them.
    var inputGradient: Int { reachesData ? capacity * plan.input.count : 0 }

    /// How many rows of outputs each sample has: the loss is a mean over rows.
    var lossRows: Int { plan.output.count / max(1, plan.output.dimensions.last ?? 1) }

    /// Whether the last stage ends with this activation, along the same axis as the loss.
    func endsWith(_ activation: Activation?) -> Bool {
        guard let activation, let last = stages.last, last.lastActivation == activation, last.activityPenalty == nil else { return false }
        return plan.layers[last.owner].output.dimensions.last == plan.output.dimensions.last
    }

    /// How many bytes a network of this layout allocates, with an optimizer that keeps `slots` values for each weight.
    public func bytes(slots: Int, threads: Int) -> Int {
        let needs = needs
        let variables = stages.flatMap(\.variables).reduce(0) { $0 + (2 + ($1.isTrainable ? slots : 0)) * FloatBuffer.bytes(count: $1.shape.count) }
        let activations = stages.reduce(0) { $0 + FloatBuffer.bytes(count: capacity * $1.outputCount) + FloatBuffer.bytes(count: capacity * $1.madeMask) }
        let states = [initialStates, finalStates, initialStateGradients, finalStateGradients, [inputGradient]].joined().filter { $0 > 0 }
        let kept = keptGradients.reduce(0) { $0 + ($1.map(FloatBuffer.bytes) ?? 0) } + states.reduce(0) { $0 + FloatBuffer.bytes(count: $1) }
        let own = needs.reduce(0) { $0 + FloatBuffer.bytes(count: $1.memory) + $1.marks + FloatBuffer.bytes(count: $1.state) }
        let shared = FloatBuffer.bytes(count: needs.map(\.workspace).max() ?? 0) + FloatBuffer.bytes(count: threads * (needs.map(\.scratch).max() ?? 0))
        return variables + activations + kept + own + shared + 2 * FloatBuffer.bytes(count: largestActivation) + 2 * FloatBuffer.bytes(count: capacity * lossRows)
    }
}

/// A convolution with the layers around it that run in the same stage.
private struct Convolution {
    let layer: Conv2DLayer
    let owner: Int, end: Int
    let lastActivation: Activation?

    /// `nil` where no such group starts at this layer.
    init?(_ plan: StackPlan, at index: Int) {
        var upsampling: UpSampling2D?, pool: MaxPooling2D?
        if case .upSampling2D(let spec) = plan.layers[index].spec, spec.interpolation == .nearest, plan.isReadByNext(index) { upsampling = spec }
        let owner = upsampling == nil ? index : index + 1
        guard owner < plan.layers.count, case .conv2D(let spec) = plan.layers[owner].spec else { return nil }
        if owner + 1 < plan.layers.count, case .maxPooling2D(let next) = plan.layers[owner + 1].spec, Conv2DLayer.joins(spec, next), plan.isReadByNext(owner) { pool = next }
        if upsampling == nil, pool == nil { return nil }
        layer = Conv2DLayer(spec, input: plan.layers[owner].input, upsampling: upsampling, pool: pool)
        self.owner = owner
        end = owner + (pool == nil ? 1 : 2)
        lastActivation = pool == nil ? plan.layers[owner].spec.runnable.lastActivation : nil
    }
}

extension StackPlan {
    /// Whether the layer below is the only one that reads this layer, so that nothing else needs the values between the two.
    fileprivate func isReadByNext(_ index: Int) -> Bool {
        layers.indices.allSatisfy { reader in layers[reader].sources.contains(.layer(index)) == (reader == index + 1) }
    }
}
