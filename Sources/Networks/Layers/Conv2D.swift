import Kernels
import Tensors

/// A two-dimensional convolution: each filter slides a small kernel over the image and gives a feature map.
///
/// y[i, j, f] = activation(bias[f] + Σ over r, s, c of x[i·stride + r·dilation, j·stride + s·dilation, c] · kernel[r, s, c, f])
///
/// Shapes: x (height, width, channels), kernel (kernelHeight, kernelWidth, channels, filters), bias (filters), y (rows, columns, filters).
public struct Conv2D: RunnableLayer {
    /// How many filters there are: channels of the output.
    public var filters = 32
    /// Rows × columns of the kernel.
    public var kernelSize = Pair(3, 3)
    /// How many pixels the window moves between positions, down × across.
    public var strides = Pair(1, 1)
    /// Whether the window stays inside its input or reads zeros around it.
    public var padding = Padding.valid
    /// How many pixels apart the kernel's values lie, down × across; not together with strides above 1.
    public var dilationRate = Pair(1, 1)
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

    /// Arguments that are left out have Keras' defaults.
    public init(
        filters: Int, kernelSize: Pair, strides: Pair = Pair(1, 1), padding: Padding = .valid, dilationRate: Pair = Pair(1, 1), activation: Activation = .linear,
        usesBias: Bool = true
    ) {
        self.filters = filters
        self.kernelSize = kernelSize
        self.strides = strides
        self.padding = padding
        self.dilationRate = dilationRate
        self.activation = activation
        self.usesBias = usesBias
    }

    static let kerasName = "Conv2D"
    static let family = LayerFamily.convolve
    static let summary = "slides small kernels over the image: one feature map per filter"
    static let formula = "y = activation(Σ window · kernel + bias)"
    static let arguments: [Argument<Conv2D>] = Argument.joined(
        [
            .integer("filters", \.filters, 1...65_536, isRequired: true, help: "how many feature maps"),
            .pair("kernel_size", \.kernelSize, 1...1_024, isRequired: true, help: "rows × columns of the window"),
            .pair("strides", \.strides, 1...1_024, help: "step of the window"),
            .choice("padding", \.padding, help: "valid stays inside, same pads with zeros"),
            .pair("dilation_rate", \.dilationRate, 1...1_024, help: "spacing of the kernel's values, in pixels"),
            .choice("activation", \.activation, help: "function applied to the sum"),
            .flag("use_bias", \.usesBias, help: "add a bias to each map"),
        ], Argument.weight("kernel", \.kernel), Argument.weight("bias", \.bias), Argument.activity(\.activityRegularizer))

    static let readsImages = true
    var spec: LayerSpec { .conv2D(self) }
    var lastActivation: Activation? { activation }
    var window: Window { Window(size: kernelSize, strides: strides, padding: padding, dilation: dilationRate) }

    func plan(input: Shape, sizes: DataSizes) throws(LayerProblem) -> LayerFigures {
        let output = try window.positions(on: input, argument: "kernel_size") {
            var smaller = self
            smaller.kernelSize = $0
            return smaller.spec
        }
        let shape: Shape = [kernelSize.rows, kernelSize.columns, input[2], filters]
        var variables = [LayerFigures.Variable("kernel", shape, kernel)]
        if usesBias { variables.append(.init("bias", [filters], bias)) }
        let perOutput = Operations.sum([Operations.product(2, kernelSize.rows, kernelSize.columns, input[2]), usesBias ? 1 : 0])
        return LayerFigures(
            output: [output.rows, output.columns, filters], variables: variables, flops: Operations.product(perOutput, output.rows, output.columns, filters))
    }

    func layer(at site: LayerSite) -> any Layer { Conv2DLayer(self, input: site.input) }
}

/// A convolution that runs, together with the nearest upsampling before it and the maximum pooling after it where the layout joined them into one stage.
struct Conv2DLayer: Layer {
    let kernels: ConvolutionKernels
    let end: ActivationRows

    /// `input` is the shape that the convolution itself reads. Give `pool` only where `joins` allows it.
    init(_ spec: Conv2D, input: Shape, upsampling: UpSampling2D? = nil, pool: MaxPooling2D? = nil) {
        self.init(
            geometry: spec.window.geometry(on: input), filters: spec.filters, upsampling: upsampling?.size ?? Pair(1, 1), pool: pool?.poolSize ?? Pair(1, 1),
            activation: spec.activation)
    }

    init(geometry: WindowGeometry, filters: Int, upsampling: Pair = Pair(1, 1), pool: Pair = Pair(1, 1), activation: Activation) {
        kernels = ConvolutionKernels(
            geometry: geometry, filters: filters, pool: (pool.rows, pool.columns), isRectified: activation == .relu,
            enlargement: (upsampling.rows, upsampling.columns))
        // The convolution kernels apply ReLU themselves.
        end = ActivationRows(activation: activation == .relu ? .linear : activation, columns: filters)
    }

    /// Whether a pooling can run in one pass with the convolution before it: its windows must not overlap or reach over the border, the activation must keep the
    /// order of values, and nothing else may need the convolution's own outputs.
    static func joins(_ spec: Conv2D, _ pool: MaxPooling2D) -> Bool {
        (spec.activation == .relu || spec.activation == .linear) && spec.activityRegularizer == nil && pool.padding == .valid && (pool.strides ?? pool.poolSize) == pool.poolSize
            && pool.poolSize.rows * pool.poolSize.columns <= ConvolutionKernels.largestPool
    }

    var outputCount: Int { kernels.outputCount }

    private var rowsPerSample: Int { outputCount / end.columns }

    func needs(batch: Int) -> LayerNeeds {
        LayerNeeds(
            memory: end.memory(rows: batch * rowsPerSample), marks: batch * outputCount, workspace: kernels.sharedWorkspace(batch: batch),
            scratch: kernels.workspacePerWorker)
    }

    func forward(_ pass: ForwardPass) {
        kernels.forward(
            x: pass.x, kernel: pass[0].value.pointer, bias: pass.value(1), y: pass.y, winners: pass.marks, batch: pass.count,
            workspace: pass.workspace, scratch: pass.scratch, pool: pass.pool)
        if !pass.leavesSums { end.forward(pass.y, memory: pass.memory, rows: pass.count * rowsPerSample, pool: pass.pool) }
    }

    func backward(_ pass: BackwardPass) {
        let forward = pass.forward
        if !pass.isBySums { end.backward(forward.y, pass.dy, memory: forward.memory, rows: forward.count * rowsPerSample, pool: forward.pool) }
        kernels.backward(
            x: forward.x, kernel: forward[0].value.pointer, y: forward.y, dy: pass.dy, winners: forward.marks, dx: pass.dx,
            dkernel: forward[0].gradient.pointer, dbias: pass.gradient(1), batch: forward.count, workspace: forward.workspace, scratch: forward.scratch,
            pool: forward.pool)
    }
}
