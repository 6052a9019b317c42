import Kernels
import Tensors

/// A convolution within each channel, then a 1 × 1 convolution across channels: close to a Conv2D, with far fewer weights.
///
/// y = activation(depthwise(x) · pointwise_kernel + bias)
///
/// Shapes: x (height, width, channels), depthwise_kernel (kernelHeight, kernelWidth, channels, multiplier), pointwise_kernel (1, 1, channels · multiplier, filters),
/// bias (filters), y (rows, columns, filters).
public struct SeparableConv2D: RunnableLayer {
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
    /// How many kernels each input channel has.
    public var depthMultiplier = 1
    /// The function applied to each sum.
    public var activation = Activation.linear
    /// Whether a learnt bias is added to each output channel.
    public var usesBias = true
    /// Initializer, regularizer and constraint of the kernels within each map.
    public var depthwise = WeightOptions(.glorotUniform)
    /// Initializer, regularizer and constraint of the 1 × 1 kernel across the maps.
    public var pointwise = WeightOptions(.glorotUniform)
    /// Initializer, regularizer and constraint of the bias.
    public var bias = WeightOptions(.zeros)
    /// A penalty on the outputs that is added to the loss.
    public var activityRegularizer: Regularizer?
    var links = LayerLinks()

    /// 32 filters, kernels of 3 × 3; the rest are Keras' defaults.
    public init() {}

    static let kerasName = "SeparableConv2D"
    static let family = LayerFamily.convolve
    static let summary = "kernels over each map, then across the maps"
    static let formula = "y = activation((Σ window of one map · kernel) · pointwise + bias)"
    static let arguments: [Argument<SeparableConv2D>] = Argument.joined(
        [
            .integer("filters", \.filters, 1...65_536, isRequired: true, help: "how many feature maps"),
            .pair("kernel_size", \.kernelSize, 1...1_024, isRequired: true, help: "rows × columns of the window"),
            .pair("strides", \.strides, 1...1_024, help: "step of the window"),
            .choice("padding", \.padding, help: "valid stays inside, same pads with zeros"),
            .pair("dilation_rate", \.dilationRate, 1...1_024, help: "spacing of the kernel's values, in pixels"),
            .integer("depth_multiplier", \.depthMultiplier, 1...1_024, help: "kernels per map"),
            .choice("activation", \.activation, help: "function applied to the sum"),
            .flag("use_bias", \.usesBias, help: "add a bias to each map"),
        ], Argument.weight("depthwise", \.depthwise), Argument.weight("pointwise", \.pointwise), Argument.weight("bias", \.bias), Argument.activity(\.activityRegularizer))

    static let readsImages = true
    var spec: LayerSpec { .separableConv2D(self) }
    var lastActivation: Activation? { activation }
    private var window: Window { Window(size: kernelSize, strides: strides, padding: padding, dilation: dilationRate) }

    func plan(input: Shape, sizes: DataSizes) throws(LayerProblem) -> LayerFigures {
        let output = try window.positions(on: input, argument: "kernel_size") {
            var smaller = self
            smaller.kernelSize = $0
            return smaller.spec
        }
        let maps = Operations.product(input[2], depthMultiplier)
        var variables = [
            LayerFigures.Variable("depthwise_kernel", [kernelSize.rows, kernelSize.columns, input[2], depthMultiplier], depthwise),
            .init("pointwise_kernel", [1, 1, maps, filters], pointwise),
        ]
        if usesBias { variables.append(.init("bias", [filters], bias)) }
        let across = Operations.sum([Operations.product(2, maps), usesBias ? 1 : 0])
        let perPosition = Operations.sum([Operations.product(2, kernelSize.rows, kernelSize.columns, maps), Operations.product(across, filters)])
        return LayerFigures(
            output: [output.rows, output.columns, filters], variables: variables, flops: Operations.product(output.rows, output.columns, perPosition))
    }

    func layer(at site: LayerSite) -> any Layer {
        let depthwise = DepthwiseKernels(geometry: window.geometry(on: site.input), multiplier: depthMultiplier), positions = site.output[0] * site.output[1]
        return SeparableConv2DLayer(
            depthwise: depthwise, positions: positions,
            pointwise: DenseKernels(batch: site.batch * positions, inputs: site.input[2] * depthMultiplier, outputs: filters),
            end: ActivationRows(activation: activation, columns: filters))
    }
}

/// A separable convolution that runs. `memory` holds the output of the depthwise half, the gradient with respect to that output, then what the activation keeps.
struct SeparableConv2DLayer: Layer {
    let depthwise: DepthwiseKernels
    let positions: Int
    let pointwise: DenseKernels
    let end: ActivationRows

    var outputCount: Int { positions * pointwise.outputs }

    private func between(_ batch: Int) -> Int { batch * depthwise.outputCount }

    func needs(batch: Int) -> LayerNeeds {
        LayerNeeds(
            memory: 2 * between(batch) + end.memory(rows: batch * positions), workspace: max(depthwise.sharedWorkspace(batch: batch), pointwise.sharedWorkspace),
            scratch: max(depthwise.workspacePerWorker, pointwise.workspacePerWorker))
    }

    func forward(_ pass: ForwardPass) {
        let rows = pass.count * positions
        depthwise.forward(
            x: pass.x, kernel: pass[0].value.pointer, bias: nil, y: pass.memory, batch: pass.count, workspace: pass.workspace,
            scratch: pass.scratch, pool: pass.pool)
        pointwise.forward(
            x: pass.memory, w: pass[1].value.pointer, bias: pass.value(2), y: pass.y, rows: rows,
            workspace: pass.workspace, scratch: pass.scratch, pool: pass.pool)
        if !pass.leavesSums { end.forward(pass.y, memory: pass.memory + 2 * between(pass.count), rows: rows, pool: pass.pool) }
    }

    func backward(_ pass: BackwardPass) {
        let forward = pass.forward, rows = forward.count * positions, slope = forward.memory + between(forward.count)
        if !pass.isBySums { end.backward(forward.y, pass.dy, memory: forward.memory + 2 * between(forward.count), rows: rows, pool: forward.pool) }
        pointwise.backward(
            x: forward.memory, w: forward[1].value.pointer, y: UnsafePointer(forward.y), dy: pass.dy, dx: slope, use: .store(forward[1].gradient.pointer),
            dbias: pass.gradient(2), rows: rows, workspace: forward.workspace, scratch: forward.scratch, pool: forward.pool)
        depthwise.backward(
            x: forward.x, kernel: forward[0].value.pointer, dy: slope, dx: pass.dx, dkernel: forward[0].gradient.pointer, dbias: nil, batch: forward.count,
            workspace: forward.workspace, scratch: forward.scratch, pool: forward.pool)
    }
}
