import Kernels
import Tensors

/// A convolution along time: each filter slides over a few steps at a time.
///
/// y[t, f] = activation(bias[f] + Σ over s, c of x[t·stride + s·dilation, c] · kernel[s, c, f])
///
/// Shapes: x (steps, channels), kernel (kernelSize, channels, filters), bias (filters), y (positions, filters).
public struct Conv1D: RunnableLayer {
    /// How many filters there are: channels of the output.
    public var filters = 32
    /// How many steps the kernel covers.
    public var kernelSize = 3
    /// How many steps the window moves between positions.
    public var strides = 1
    /// Whether the window stays inside its input or reads zeros around it.
    public var padding = Padding.valid
    /// How many steps apart the kernel's values lie; not together with strides above 1.
    public var dilationRate = 1
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

    /// 32 filters of three steps; the rest are Keras' defaults.
    public init() {}

    static let kerasName = "Conv1D"
    static let family = LayerFamily.convolve
    static let summary = "slides small kernels along a sequence"
    static let formula = "y = activation(Σ window · kernel + bias)"
    static let arguments: [Argument<Conv1D>] = Argument.joined(
        [
            .integer("filters", \.filters, 1...65_536, isRequired: true, help: "how many features"),
            .integer("kernel_size", \.kernelSize, 1...65_536, isRequired: true, help: "steps of the window"),
            .integer("strides", \.strides, 1...65_536, help: "step of the window"),
            .choice("padding", \.padding, help: "valid stays inside, same pads with zeros"),
            .integer("dilation_rate", \.dilationRate, 1...65_536, help: "spacing of the kernel's values, in steps"),
            .choice("activation", \.activation, help: "function applied to the sum"),
            .flag("use_bias", \.usesBias, help: "add a bias to each feature"),
        ], Argument.weight("kernel", \.kernel), Argument.weight("bias", \.bias), Argument.activity(\.activityRegularizer))

    var spec: LayerSpec { .conv1D(self) }
    var lastActivation: Activation? { activation }
    private var window: Window { Window(size: Pair(1, kernelSize), strides: Pair(1, strides), padding: padding, dilation: Pair(1, dilationRate)) }

    func plan(input: Shape, sizes: DataSizes) throws(LayerProblem) -> LayerFigures {
        let positions = try window.positions(alongSequence: input, argument: "kernel_size") {
            var smaller = self
            smaller.kernelSize = $0
            return smaller.spec
        }
        var variables = [LayerFigures.Variable("kernel", [kernelSize, input[1], filters], kernel)]
        if usesBias { variables.append(.init("bias", [filters], bias)) }
        let perOutput = Operations.sum([Operations.product(2, kernelSize, input[1]), usesBias ? 1 : 0])
        return LayerFigures(output: [positions, filters], variables: variables, flops: Operations.product(perOutput, positions, filters))
    }

    /// A sequence runs as an image of one row.
    func layer(at site: LayerSite) -> any Layer { Conv2DLayer(geometry: window.geometry(on: site.input), filters: filters, activation: activation) }
}
