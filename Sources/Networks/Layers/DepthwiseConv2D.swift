import Kernels
import Tensors

/// A convolution within each map: every channel has its own kernels.
///
/// y[i, j, c·multiplier + m] = activation(bias + Σ over r, s of x[i·stride + r·dilation, j·stride + s·dilation, c] · kernel[r, s, c, m])
///
/// Shapes: x (height, width, channels), kernel (kernelHeight, kernelWidth, channels, multiplier), bias (channels · multiplier), y (rows, columns, channels · multiplier).
public struct DepthwiseConv2D: RunnableLayer {
    public var kernelSize = Pair(3, 3)
    public var strides = Pair(1, 1)
    public var padding = Padding.valid
    public var depthMultiplier = 1
    public var dilationRate = Pair(1, 1)
    public var activation = Activation.linear
    public var usesBias = true
    public var depthwise = WeightOptions(.glorotUniform)
    public var bias = WeightOptions(.zeros)
    var links = LayerLinks()

    public init() {}

    static let kerasName = "DepthwiseConv2D"
    static let family = LayerFamily.convolve
    static let summary = "slides kernels over each map by itself"
    static let formula = "y = activation(Σ window of one map · kernel + bias)"
    static let arguments: [Argument<DepthwiseConv2D>] = Argument.joined(
        [
            .pair("kernel_size", \.kernelSize, 1...1_024, isRequired: true, help: "rows × columns of the window"),
            .pair("strides", \.strides, 1...1_024, help: "step of the window"),
            .choice("padding", \.padding, help: "valid stays inside, same pads with zeros"),
            .integer("depth_multiplier", \.depthMultiplier, 1...1_024, help: "kernels for each map"),
            .pair("dilation_rate", \.dilationRate, 1...1_024, help: "pixels from one of the kernel's numbers to the next"),
            .choice("activation", \.activation, help: "what bends the sum"),
            .flag("use_bias", \.usesBias, help: "add a bias to each map"),
        ], Argument.weight("depthwise", \.depthwise), Argument.weight("bias", \.bias))

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
