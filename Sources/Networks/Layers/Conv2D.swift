import Kernels
import Tensors

/// A two-dimensional convolution: each filter slides a small kernel over the image and gives a feature map.
///
/// y[i, j, f] = activation(bias[f] + Σ over r, s, c of x[i·stride + r, j·stride + s, c] · kernel[r, s, c, f])
///
/// Shapes: x (height, width, channels), kernel (kernelHeight, kernelWidth, channels, filters), bias (filters), y (rows, columns, filters).
public struct Conv2D: LayerDescription {
    public var filters = 32
    public var kernelSize = Pair(3, 3)
    public var strides = Pair(1, 1)
    public var padding = Padding.valid
    public var activation = Activation.linear
    public var usesBias = true

    public init() {}

    public init(filters: Int, kernelSize: Pair, strides: Pair = Pair(1, 1), padding: Padding = .valid, activation: Activation = .linear, usesBias: Bool = true) {
        self.filters = filters
        self.kernelSize = kernelSize
        self.strides = strides
        self.padding = padding
        self.activation = activation
        self.usesBias = usesBias
    }

    public static let kerasName = "Conv2D"
    public static let family = LayerFamily.convolve
    public static let summary = "slides small kernels over the image: one feature map a filter"
    public static let formula = "y = activation(Σ window · kernel + bias)"
    public static let arguments: [Argument<Conv2D>] = [
        .integer("filters", \.filters, 1...65_536, isRequired: true, help: "how many feature maps"),
        .pair("kernel_size", \.kernelSize, 1...1_024, isRequired: true, help: "rows × columns of the window"),
        .pair("strides", \.strides, 1...1_024, help: "step of the window"),
        .choice("padding", \.padding, help: "valid stays inside, same pads with zeros"),
        .choice("activation", \.activation, help: "what bends the sum"),
        .flag("use_bias", \.usesBias, help: "add a bias to each map"),
    ]

    public func plan(input: Shape, classes: Int?) throws(LayerProblem) -> LayerFigures {
        let output = try Window.output(input, window: kernelSize, strides: strides, padding: padding, argument: "kernel_size") {
            var smaller = self
            smaller.kernelSize = $0
            return .conv2D(smaller)
        }
        let kernel: Shape = [kernelSize.rows, kernelSize.columns, input[2], filters]
        var variables = [LayerFigures.Variable("kernel", kernel)]
        if usesBias { variables.append(.init("bias", [filters])) }
        let perOutput = Operations.sum([Operations.product(2, kernelSize.rows, kernelSize.columns, input[2]), usesBias ? 1 : 0])
        return LayerFigures(
            output: [output.rows, output.columns, filters], variables: variables, flops: Operations.product(perOutput, output.rows, output.columns, filters))
    }
}

/// A convolution that runs, with the maximum pooling behind it where the network joined both.
struct Conv2DLayer: Layer {
    let kernels: ConvolutionKernels
    let activation: Activation
    let usesBias: Bool

    /// `pool` is joined only where `joins` says so.
    init(_ spec: Conv2D, input: Shape, pool: MaxPooling2D? = nil) {
        kernels = ConvolutionKernels(
            geometry: WindowGeometry(input, window: spec.kernelSize, strides: spec.strides, padding: spec.padding), filters: spec.filters,
            pool: pool.map { ($0.poolSize.rows, $0.poolSize.columns) } ?? (1, 1), isRectified: spec.activation == .relu)
        activation = spec.activation
        usesBias = spec.usesBias
    }

    /// Whether a pooling may run in one pass with the convolution before it: windows side by side inside the maps, and an activation that keeps
    /// the order of numbers.
    static func joins(_ spec: Conv2D, _ pool: MaxPooling2D) -> Bool {
        (spec.activation == .relu || spec.activation == .linear) && pool.padding == .valid && (pool.strides ?? pool.poolSize) == pool.poolSize
            && pool.poolSize.rows * pool.poolSize.columns <= 256
    }

    var outputCount: Int { kernels.outputCount }

    func needs(batch: Int) -> LayerNeeds {
        LayerNeeds(marks: batch * outputCount, workspace: kernels.sharedWorkspace(batch: batch), scratch: kernels.workspacePerWorker)
    }

    func forward(_ pass: ForwardPass) {
        kernels.forward(
            x: pass.x, kernel: pass.parameters[0].value.pointer, bias: usesBias ? UnsafePointer(pass.parameters[1].value.pointer) : nil, y: pass.y,
            winners: pass.marks, batch: pass.count, workspace: pass.workspace, scratch: pass.scratch, pool: pass.pool)
        if activation != .relu {
            activation.forward(pass.y, samples: pass.count, perSample: outputCount, lastAxis: kernels.filters, pool: pass.pool)
        }
    }

    func backward(_ pass: BackwardPass) {
        let forward = pass.forward
        if activation != .relu, !pass.isBySums {
            activation.backward(forward.y, pass.dy, samples: forward.count, perSample: outputCount, lastAxis: kernels.filters, pool: forward.pool)
        }
        kernels.backward(
            x: forward.x, kernel: forward.parameters[0].value.pointer, y: forward.y, dy: pass.dy, winners: forward.marks, dx: pass.dx,
            dkernel: forward.parameters[0].gradient.pointer, dbias: usesBias ? forward.parameters[1].gradient.pointer : nil, batch: forward.count,
            workspace: forward.workspace, scratch: forward.scratch, pool: forward.pool)
        if let rule = pass.rule {
            for parameter in forward.parameters { parameter.update(rule, pool: forward.pool) }
        }
    }
}
