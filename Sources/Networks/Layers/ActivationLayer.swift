import Kernels
import Tensors

/// An activation as a layer of its own: y = activation(x); softmax along the last axis.
public struct ActivationLayer: RunnableLayer {
    /// The function; softmax and log_softmax act along the last axis.
    public var activation = Activation.relu
    var links = LayerLinks()

    /// ReLU: Keras has no default.
    public init() {}

    /// The layer of this function.
    public init(_ activation: Activation) {
        self.activation = activation
    }

    static let kerasName = "Activation"
    static let family = LayerFamily.dense
    static let summary = "applies a function to each value"
    static let formula = "y = activation(x)"
    static let arguments: [Argument<ActivationLayer>] = [
        .choice("activation", \.activation, isRequired: true, help: "which function")
    ]

    var spec: LayerSpec { .activation(self) }
    var maskRole: MaskRole { .passes }
    var lastActivation: Activation? { activation }

    func plan(input: Shape, sizes: DataSizes) throws(LayerProblem) -> LayerFigures {
        LayerFigures(output: input, flops: input.count)
    }

    func layer(at site: LayerSite) -> any Layer {
        let columns = site.input.dimensions.last ?? 1
        return ActivationStage(rows: ActivationRows(activation: activation, columns: columns), rowsPerSample: site.input.count / columns)
    }
}

/// An activation that runs as a layer of its own.
struct ActivationStage: Layer {
    let rows: ActivationRows
    let rowsPerSample: Int

    var outputCount: Int { rowsPerSample * rows.columns }

    func needs(batch: Int) -> LayerNeeds { LayerNeeds(memory: rows.memory(rows: batch * rowsPerSample)) }

    func forward(_ pass: ForwardPass) {
        pass.y.update(from: pass.x, count: pass.count * outputCount)
        if !pass.leavesSums { rows.forward(pass.y, memory: pass.memory, rows: pass.count * rowsPerSample, pool: pass.pool) }
    }

    func backward(_ pass: BackwardPass) {
        let forward = pass.forward
        if !pass.isBySums { rows.backward(forward.y, pass.dy, memory: forward.memory, rows: forward.count * rowsPerSample, pool: forward.pool) }
        pass.dx?.update(from: pass.dy, count: forward.count * outputCount)
    }
}
