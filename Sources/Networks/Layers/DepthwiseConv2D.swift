import Kernels
import Tensors

/// A convolution within each channel: every channel has its own kernels, and channels are not mixed.
///
/// y[i, j, c·multiplier + m] = activation(bias + Σ over r, s of x[i·stride + r·dilation, j·stride + s·dilation, c] · kernel[r, s, c, m])
///
/// Shapes: x (height, width, channels), kernel (kernelHeight, kernelWidth, channels, multiplier), bias (channels · multiplier), y (rows, columns, channels · multiplier).
public struct DepthwiseConv2D: RunnableLayer {
    /// Rows × columns of the kernel.
    public var kernelSize = Pair(3, 3)
    /// How many pixels the window moves between positions, down × across.
    public var strides = Pair(1, 1)
    /// Whether the window stays inside its input or reads zeros around it.
    public var padding = Padding.valid
    /// How many kernels each input channel has.
    public var depthMultiplier = 1
    /// How many pixels apart the kernel's values lie, down × across; not together with strides above 1.
    public var dilationRate = Pair(1, 1)
    /// The function applied to each sum.
    public var activation = Activation.linear
    /// Whether a learnt bias is added to each output channel.
    public var usesBias = true
    /// Initializer, regularizer and constraint of the kernels within each map.
    public var depthwise = WeightOptions(.glorotUniform)
    /// Initializer, regularizer and constraint of the bias.
    public var bias = WeightOptions(.zeros)
    /// A penalty on the outputs that is added to the loss.
    public var activityRegularizer: Regularizer?
    var links = LayerLinks()

    /// One kernel of 3 × 3 per map; the rest are Keras' defaults.
    public init() {}

    static let kerasName = "DepthwiseConv2D"
    static let family = LayerFamily.convolve
    static let summary = "slides kernels over each map separately"
    static let formula = "y = activation(Σ window of one map · kernel + bias)"
    static let arguments: [Argument<DepthwiseConv2D>] = Argument.joined(
        [
            .pair("kernel_size", \.kernelSize, 1...1_024, isRequired: true, help: "rows × columns of the window"),
            .pair("strides", \.strides, 1...1_024, help: "step of the window"),
            .choice("padding", \.padding, help: "valid stays inside, same pads with zeros"),
            .integer("depth_multiplier", \.depthMultiplier, 1...1_024, help: "kernels per map"),
            .pair("dilation_rate", \.dilationRate, 1...1_024, help: "spacing of the kernel's values, in pixels"),
            .choice("activation", \.activation, help: "function applied to the sum"),
            .flag("use_bias", \.usesBias, help: "add a bias to each map"),
        ], Argument.weight("depthwise", \.depthwise), Argument.weight("bias", \.bias), Argument.activity(\.activityRegularizer))

    static let readsImages = true
    var spec: LayerSpec { .depthwiseConv2D(self) }
    var lastActivation: Activation? { activation }
    private var window: Window { Window(size: kernelSize, strides: strides, padding: padding, dilation: dilationRate) }

    func plan(input: Shape, sizes: DataSizes) throws(LayerProblem) -> LayerFigures {
        let output = try window.positions(on: input, argument: "kernel_size") {
            var smaller = self
            smaller.kernelSize = $0
            return smaller.spec
        }
        let maps = Operations.product(input[2], depthMultiplier)
        var variables = [LayerFigures.Variable("kernel", [kernelSize.rows, kernelSize.columns, input[2], depthMultiplier], depthwise)]
        if usesBias { variables.append(.init("bias", [maps], bias)) }
        let perOutput = Operations.sum([Operations.product(2, kernelSize.rows, kernelSize.columns), usesBias ? 1 : 0])
        return LayerFigures(output: [output.rows, output.columns, maps], variables: variables, flops: Operations.product(perOutput, output.rows, output.columns, maps))
    }

    func layer(at site: LayerSite) -> any Layer {
        DepthwiseConv2DLayer(
            kernels: DepthwiseKernels(geometry: window.geometry(on: site.input), multiplier: depthMultiplier),
            end: ActivationRows(activation: activation, columns: site.output[2]))
    }
}

/// A depthwise convolution that runs.
struct DepthwiseConv2DLayer: Layer {
    let kernels: DepthwiseKernels
    let end: ActivationRows

    var outputCount: Int { kernels.outputCount }
    private var rowsPerSample: Int { outputCount / end.columns }

    func needs(batch: Int) -> LayerNeeds {
        LayerNeeds(memory: end.memory(rows: batch * rowsPerSample), workspace: kernels.sharedWorkspace(batch: batch), scratch: kernels.workspacePerWorker)
    }

    func forward(_ pass: ForwardPass) {
        let rows = pass.count * rowsPerSample
        kernels.forward(
            x: pass.x, kernel: pass[0].value.pointer, bias: pass.value(1), y: pass.y, batch: pass.count,
            workspace: pass.workspace, scratch: pass.scratch, pool: pass.pool)
        if !pass.leavesSums { end.forward(pass.y, memory: pass.memory, rows: rows, pool: pass.pool) }
    }

    func backward(_ pass: BackwardPass) {
        let forward = pass.forward, rows = forward.count * rowsPerSample
        if !pass.isBySums { end.backward(forward.y, pass.dy, memory: forward.memory, rows: rows, pool: forward.pool) }
        kernels.backward(
            x: forward.x, kernel: forward[0].value.pointer, dy: pass.dy, dx: pass.dx, dkernel: forward[0].gradient.pointer, dbias: pass.gradient(1),
            batch: forward.count, workspace: forward.workspace, scratch: forward.scratch, pool: forward.pool)
    }
}
