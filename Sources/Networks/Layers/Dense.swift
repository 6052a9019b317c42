import Kernels
import Tensors

/// A fully connected layer: every output is a weighted sum of every input. A sequence is processed step by step with the same weights.
///
/// y = activation(x · kernel + bias)
///
/// Shapes: x (in) or (steps, in), kernel (in, units), bias (units), y (units) or (steps, units).
public struct Dense: RunnableLayer {
    /// How many outputs there are: a number, or one that the data gives.
    public var units = Units.count(64)
    /// The function applied to each sum.
    public var activation = Activation.linear
    /// Whether a learnt bias is added to each output.
    public var usesBias = true
    /// Initializer, regularizer and constraint of the kernel.
    public var kernel = WeightOptions(.glorotUniform)
    /// Initializer, regularizer and constraint of the bias.
    public var bias = WeightOptions(.zeros)
    /// A penalty on the outputs that is added to the loss.
    public var activityRegularizer: Regularizer?
    var links = LayerLinks()

    /// 64 units, linear, with a bias.
    public init() {}

    /// Arguments that are left out have Keras' defaults.
    public init(units: Units, activation: Activation = .linear, usesBias: Bool = true) {
        self.units = units
        self.activation = activation
        self.usesBias = usesBias
    }

    static let kerasName = "Dense"
    static let family = LayerFamily.dense
    static let summary = "every output is a weighted sum of all inputs"
    static let formula = "y = activation(x · kernel + bias)"
    static let arguments: [Argument<Dense>] = Argument.joined(
        [
            .units("units", \.units, or: [.classes, .outputs], help: "how many outputs"),
            .choice("activation", \.activation, help: "function applied to the sum"),
            .flag("use_bias", \.usesBias, help: "add a bias to each output"),
        ], Argument.weight("kernel", \.kernel), Argument.weight("bias", \.bias), Argument.activity(\.activityRegularizer))

    var spec: LayerSpec { .dense(self) }
    var maskRole: MaskRole { .passes }
    var lastActivation: Activation? { activation }

    func plan(input: Shape, sizes: DataSizes) throws(LayerProblem) -> LayerFigures {
        guard (1...2).contains(input.rank) else {
            throw LayerProblem("expects a flat input, got \(input.tuple). Put a Flatten before it.", repairs: [.insertBefore(.flatten(Flatten()))])
        }
        let units = try units.number(sizes, on: input, argument: "units") { written in
            var dense = self
            dense.units = written
            return dense.spec
        }
        let inputs = input[input.rank - 1]
        var variables = [LayerFigures.Variable("kernel", [inputs, units], kernel)]
        if usesBias { variables.append(.init("bias", [units], bias)) }
        return LayerFigures(
            output: Shape(input.dimensions.dropLast() + [units]), variables: variables,
            flops: Operations.product(Operations.sum([Operations.product(2, inputs), usesBias ? 1 : 0]), units, input.count / inputs))
    }

    func layer(at site: LayerSite) -> any Layer {
        let inputs = site.input[site.input.rank - 1], rows = site.input.count / inputs
        return DenseLayer(self, inputs: inputs, outputs: site.output[site.output.rank - 1], rowsPerSample: rows, batch: site.batch)
    }
}

/// A fully connected layer that runs.
struct DenseLayer: Layer {
    let kernels: DenseKernels
    let end: ActivationRows
    let rowsPerSample: Int

    init(_ spec: Dense, inputs: Int, outputs: Int, rowsPerSample: Int, batch: Int) {
        kernels = DenseKernels(batch: batch * rowsPerSample, inputs: inputs, outputs: outputs)
        end = ActivationRows(activation: spec.activation, columns: outputs)
        self.rowsPerSample = rowsPerSample
    }

    var outputCount: Int { rowsPerSample * kernels.outputs }
    var updatesFirstVariable: Bool { true }

    func needs(batch: Int) -> LayerNeeds {
        LayerNeeds(memory: end.memory(rows: batch * rowsPerSample), workspace: kernels.sharedWorkspace, scratch: kernels.workspacePerWorker)
    }

    /// The activation that the kernels apply themselves: one whose derivative follows from its output. `nil` for others.
    private var fused: ElementFunction? { end.activation.needsSums ? nil : end.activation.element }

    func forward(_ pass: ForwardPass) {
        let rows = pass.count * rowsPerSample
        kernels.forward(
            x: pass.x, w: pass[0].value.pointer, bias: pass.value(1), activation: pass.leavesSums ? .linear : fused ?? .linear, y: pass.y, rows: rows, workspace: pass.workspace,
            scratch: pass.scratch, pool: pass.pool)
        if fused == nil, !pass.leavesSums { end.forward(pass.y, memory: pass.memory, rows: rows, pool: pass.pool) }
    }

    func backward(_ pass: BackwardPass) {
        let forward = pass.forward, kernel = forward[0], rows = forward.count * rowsPerSample
        if !pass.isBySums, fused == nil { end.backward(forward.y, pass.dy, memory: forward.memory, rows: rows, pool: forward.pool) }
        kernels.backward(
            x: forward.x, w: kernel.value.pointer, y: UnsafePointer(forward.y), activation: pass.isBySums ? .linear : fused ?? .linear, dy: pass.dy, dx: pass.dx,
            use: pass.rule.map { .update(kernel.value.pointer, $0, kernel.updateSlots) } ?? .store(kernel.gradient.pointer), dbias: pass.gradient(1), rows: rows,
            workspace: forward.workspace, scratch: forward.scratch, pool: forward.pool)
    }
}
