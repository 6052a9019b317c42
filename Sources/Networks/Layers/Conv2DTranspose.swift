import Kernels
import Tensors

/// A transposed convolution: each pixel adds its kernel, scaled by the pixel's value, to a larger image.
///
/// y[i·stride + r, j·stride + s, f] += x[i, j, c] · kernel[r, s, f, c], then bias and activation; this is the gradient of a Conv2D with respect to its input.
///
/// Shapes: x (height, width, channels), kernel (kernelHeight, kernelWidth, filters, channels), bias (filters), y (rows, columns, filters).
public struct Conv2DTranspose: RunnableLayer {
    /// How many filters there are: channels of the output.
    public var filters = 32
    /// Rows × columns of the kernel.
    public var kernelSize = Pair(3, 3)
    /// How many pixels the window moves between positions, down × across.
    public var strides = Pair(1, 1)
    /// Whether the window stays inside its input or reads zeros around it.
    public var padding = Padding.valid
    /// The function applied to each sum.
    public var activation = Activation.linear
    /// Whether a learnt bias is added to each output channel.
    public var usesBias = true
    /// Initializer, regularizer and constraint of the kernel.
    public var kernel = WeightOptions(.glorotUniform)
    /// Initializer, regularizer and constraint of the bias.
    public var bias = WeightOptions(.zeros)
    /// A penalty on the outputs that is added to the loss.
    public var activityRegularizer: Regularizer?
    var links = LayerLinks()

    /// 32 filters of 3 × 3; the rest are Keras' defaults.
    public init() {}

    static let kerasName = "Conv2DTranspose"
    static let family = LayerFamily.convolve
    static let summary = "spreads each pixel over a larger image: a transposed convolution"
    static let formula = "y = activation(Σ x · kernel, stride apart, + bias)"
    static let arguments: [Argument<Conv2DTranspose>] = Argument.joined(
        [
            .integer("filters", \.filters, 1...65_536, isRequired: true, help: "how many feature maps"),
            .pair("kernel_size", \.kernelSize, 1...1_024, isRequired: true, help: "rows × columns of the kernel"),
            .pair("strides", \.strides, 1...1_024, help: "pixels between neighbouring kernels: the factor of enlargement"),
            .choice("padding", \.padding, help: "valid keeps the border, same cuts to size · stride"),
            .choice("activation", \.activation, help: "function applied to the sum"),
            .flag("use_bias", \.usesBias, help: "add a bias to each map"),
        ], Argument.weight("kernel", \.kernel), Argument.weight("bias", \.bias), Argument.activity(\.activityRegularizer))

    static let readsImages = true
    var spec: LayerSpec { .conv2DTranspose(self) }
    var lastActivation: Activation? { activation }

    func plan(input: Shape, sizes: DataSizes) throws(LayerProblem) -> LayerFigures {
        guard input.rank == 3 else {
            throw .expectsImages(input)
        }
        let rows = extent(input[0], kernelSize.rows, strides.rows).output, columns = extent(input[1], kernelSize.columns, strides.columns).output
        var variables = [LayerFigures.Variable("kernel", [kernelSize.rows, kernelSize.columns, filters, input[2]], kernel)]
        if usesBias { variables.append(.init("bias", [filters], bias)) }
        return LayerFigures(
            output: [rows, columns, filters], variables: variables,
            flops: Operations.sum([Operations.product(2, input.count, kernelSize.rows, kernelSize.columns, filters), usesBias ? Operations.product(rows, columns, filters) : 0]))
    }

    /// The output's extent along an axis, and how much of the first kernel lies outside of it. valid: (input − 1) · stride + max(kernel, stride); same: input · stride.
    private func extent(_ input: Int, _ kernel: Int, _ stride: Int) -> (output: Int, before: Int) {
        guard padding == .same else { return (Operations.sum([Operations.product(input - 1, stride), max(kernel, stride)]), 0) }
        let pad = stride + kernel - 2
        return (Operations.product(input, stride), kernel - 1 - min(pad / 2 + pad % 2, kernel - 1))
    }

    func layer(at site: LayerSite) -> any Layer {
        let rows = extent(site.input[0], kernelSize.rows, strides.rows), columns = extent(site.input[1], kernelSize.columns, strides.columns)
        let geometry = WindowGeometry(
            input: (rows.output, columns.output, filters), window: (kernelSize.rows, kernelSize.columns), strides: (strides.rows, strides.columns),
            padding: (rows.before, columns.before), output: (site.input[0], site.input[1]))
        return Conv2DTransposeLayer(kernels: ConvolutionKernels(geometry: geometry, filters: site.input[2]), end: ActivationRows(activation: activation, columns: filters))
    }
}

/// A transposed convolution that runs. Its kernels are those of the convolution that leads from its output to its input.
struct Conv2DTransposeLayer: Layer {
    let kernels: ConvolutionKernels
    let end: ActivationRows

    var outputCount: Int { kernels.geometry.inputCount }
    private var rowsPerSample: Int { outputCount / end.columns }

    func needs(batch: Int) -> LayerNeeds {
        LayerNeeds(memory: end.memory(rows: batch * rowsPerSample), workspace: kernels.sharedWorkspace(batch: batch), scratch: kernels.workspacePerWorker)
    }

    func forward(_ pass: ForwardPass) {
        let rows = pass.count * rowsPerSample
        kernels.backward(
            x: pass.x, kernel: pass[0].value.pointer, y: pass.x, dy: pass.x, winners: nil, dx: pass.y, dkernel: nil, dbias: nil, batch: pass.count,
            workspace: pass.workspace, scratch: pass.scratch, pool: pass.pool)
        if let bias = pass.value(1) { BiasKernels.add(bias, to: pass.y, rows: rows, columns: end.columns, pool: pass.pool) }
        if !pass.leavesSums { end.forward(pass.y, memory: pass.memory, rows: rows, pool: pass.pool) }
    }

    func backward(_ pass: BackwardPass) {
        let forward = pass.forward, rows = forward.count * rowsPerSample
        if !pass.isBySums { end.backward(forward.y, pass.dy, memory: forward.memory, rows: rows, pool: forward.pool) }
        if let dbias = pass.gradient(1) { BiasKernels.sum(pass.dy, into: dbias, rows: rows, columns: end.columns) }
        kernels.backward(
            x: pass.dy, kernel: forward[0].value.pointer, y: forward.x, dy: forward.x, winners: nil, dx: nil, dkernel: forward[0].gradient.pointer, dbias: nil,
            batch: forward.count, workspace: forward.workspace, scratch: forward.scratch, pool: forward.pool)
        if let dx = pass.dx {
            kernels.forward(
                x: pass.dy, kernel: forward[0].value.pointer, bias: nil, y: dx, winners: nil, batch: forward.count, workspace: forward.workspace,
                scratch: forward.scratch, pool: forward.pool)
        }
    }
}
