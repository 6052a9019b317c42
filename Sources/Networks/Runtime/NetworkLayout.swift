import Kernels
import Tensors

/// A network worked out to the last buffer before anything is allocated: which layers run as one, and what each needs. The memory that is
/// predicted and the memory that is taken both come from here.
public struct NetworkLayout: Sendable {
    public let plan: StackPlan
    /// The largest batch.
    public let capacity: Int
    let stages: [Stage]

    /// A layer that runs, and the layers of the model that it stands for.
    struct Stage: Sendable {
        let layer: any Layer
        let covers: Range<Int>
        /// The model's layer that has the variables, and their figures.
        let owner: Int
        let variables: [LayerFigures.Variable]
        let lastActivation: Activation?

        var outputCount: Int { layer.outputCount }
    }

    /// `joins` false keeps every layer a stage of its own, so that its output can be looked at.
    public init(plan: StackPlan, capacity: Int, joins: Bool = true) {
        self.plan = plan
        self.capacity = capacity
        var stages: [Stage] = []
        var index = 0
        while index < plan.layers.count {
            let planned = plan.layers[index]
            var end = index + 1
            var layer: (any Layer)?
            var activation: Activation?
            switch planned.spec {
            case .dense(let spec):
                layer = DenseLayer(spec, inputs: planned.input.count, outputs: planned.output.count, batch: capacity)
                activation = spec.activation
            case .conv2D(let spec):
                if joins, index + 1 < plan.layers.count, case .maxPooling2D(let pool) = plan.layers[index + 1].spec, Conv2DLayer.joins(spec, pool) {
                    layer = Conv2DLayer(spec, input: planned.input, pool: pool)
                    end = index + 2
                } else {
                    layer = Conv2DLayer(spec, input: planned.input)
                    activation = spec.activation
                }
            case .maxPooling2D(let spec): layer = PoolingLayer(spec, input: planned.input)
            case .averagePooling2D(let spec): layer = PoolingLayer(spec, input: planned.input)
            case .flatten: layer = joins && plan.layers.count > 1 ? nil : FlattenLayer(outputCount: planned.output.count)
            case .activation(let spec):
                layer = ActivationStage(
                    activation: spec.activation, outputCount: planned.output.count, lastAxis: planned.output.dimensions.last ?? planned.output.count)
                activation = spec.activation
            case .dropout(let spec): layer = DropoutLayer(outputCount: planned.output.count, rate: Float(spec.rate))
            }
            if let layer {
                stages.append(Stage(
                    layer: layer, covers: index..<end, owner: index, variables: planned.figures.variables,
                    lastActivation: activation))
            }
            index = end
        }
        self.stages = stages
    }

    var needs: [LayerNeeds] { stages.map { $0.layer.needs(batch: capacity) } }

    /// The numbers of the largest gradient that travels back.
    var largestActivation: Int { capacity * max(plan.input.count, stages.map(\.outputCount).max() ?? 0) }

    /// Bytes that a network of this layout takes, with `slots` numbers that an optimizer remembers of each weight.
    public func bytes(slots: Int, threads: Int) -> Int {
        let needs = needs
        let variables = stages.flatMap(\.variables).reduce(0) { $0 + (2 + slots) * FloatBuffer.bytes(count: $1.shape.count) }
        let activations = stages.reduce(0) { $0 + FloatBuffer.bytes(count: capacity * $1.outputCount) }
        let own = needs.reduce(0) { $0 + FloatBuffer.bytes(count: $1.memory) + $1.marks }
        let shared = FloatBuffer.bytes(count: needs.map(\.workspace).max() ?? 0) + FloatBuffer.bytes(count: threads * (needs.map(\.scratch).max() ?? 0))
        return variables + activations + own + shared + 2 * FloatBuffer.bytes(count: largestActivation)
    }
}
