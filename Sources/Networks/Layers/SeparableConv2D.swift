import Kernels
import Tensors

/// A convolution within each map, then one of 1 × 1 across the maps: nearly what a Conv2D does, with far fewer weights.
///
/// y = activation(depthwise(x) · pointwise_kernel + bias)
///
/// Shapes: x (height, width, channels), depthwise_kernel (kernelHeight, kernelWidth, channels, multiplier), pointwise_kernel (1, 1, channels · multiplier, filters),
/// bias (filters), y (rows, columns, filters).
public struct SeparableConv2D: RunnableLayer {
    public var filters = 32
    public var kernelSize = Pair(3, 3)
    public var strides = Pair(1, 1)
    public var padding = Padding.valid
    public var dilationRate = Pair(1, 1)
    public var depthMultiplier = 1
    public var activation = Activation.linear
    public var usesBias = true
    public var depthwise = WeightOptions(.glorotUniform)
    public var pointwise = WeightOptions(.glorotUniform)
    public var bias = WeightOptions(.zeros)
    var links = LayerLinks()

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
            .pair("dilation_rate", \.dilationRate, 1...1_024, help: "pixels from one of the kernel's numbers to the next"),
            .integer("depth_multiplier", \.depthMultiplier, 1...1_024, help: "kernels for each map"),
            .choice("activation", \.activation, help: "what bends the sum"),
            .flag("use_bias", \.usesBias, help: "add a bias to each map"),
        ], Argument.weight("depthwise", \.depthwise), Argument.weight("pointwise", \.pointwise), Argument.weight("bias", \.bias))

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

/// A separable convolution that runs; `memory` keeps what lies between its halves, then what the activation keeps, then the gradient between the halves.
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
