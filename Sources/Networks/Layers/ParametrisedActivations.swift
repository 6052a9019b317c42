import Kernels
import Tensors

/// y = x where x > 0, negative_slope · x below (Maas et al. 2013).
public struct LeakyReLU: RunnableLayer {
    /// The slope below 0.
    public var negativeSlope = 0.3
    var links = LayerLinks()

    /// A slope of 0.3, Keras' default.
    public init() {}

    static let kerasName = "LeakyReLU"
    static let family = LayerFamily.dense
    static let summary = "keeps a small slope below 0"
    static let formula = "y = x > 0 ? x : negative_slope · x"
    static let arguments: [Argument<LeakyReLU>] = [.real("negative_slope", \.negativeSlope, 0...1_000, help: "slope below 0")]

    var spec: LayerSpec { .leakyReLU(self) }
    var maskRole: MaskRole { .passes }

    func plan(input: Shape, sizes: DataSizes) throws(LayerProblem) -> LayerFigures { LayerFigures(output: input, flops: 2 * input.count) }
    func layer(at site: LayerSite) -> any Layer { ElementStage(function: .leakyRelu(slope: Float(negativeSlope)), outputCount: site.input.count) }
}

/// y = x where x > 0, alpha (eˣ − 1) below (Clevert et al. 2016).
public struct ELU: RunnableLayer {
    /// The output approaches −alpha far below 0.
    public var alpha = 1.0
    var links = LayerLinks()

    /// alpha 1, Keras' default.
    public init() {}

    static let kerasName = "ELU"
    static let family = LayerFamily.dense
    static let summary = "approaches −alpha below 0"
    static let formula = "y = x > 0 ? x : alpha (eˣ − 1)"
    static let arguments: [Argument<ELU>] = [.real("alpha", \.alpha, 0...1_000, help: "the output approaches −alpha below 0")]

    var spec: LayerSpec { .elu(self) }
    var maskRole: MaskRole { .passes }

    func plan(input: Shape, sizes: DataSizes) throws(LayerProblem) -> LayerFigures { LayerFigures(output: input, flops: 3 * input.count) }
    func layer(at site: LayerSite) -> any Layer { ElementStage(function: .elu(alpha: Float(alpha)), outputCount: site.input.count) }
}

/// An element-wise function with a parameter, as a layer that runs.
struct ElementStage: Layer {
    let function: ElementFunction
    let outputCount: Int

    func forward(_ pass: ForwardPass) {
        function.forward(x: pass.x, y: pass.y, count: pass.count * outputCount, pool: pass.pool)
    }

    func backward(_ pass: BackwardPass) {
        guard let dx = pass.dx else { return }
        function.backward(y: pass.forward.y, sums: nil, dy: pass.dy, dx: dx, count: pass.forward.count * outputCount, pool: pass.forward.pool)
    }
}

/// y = x where x > 0, alpha · x below, with alpha learnt for each position of the input (He et al. 2015).
///
/// Shapes: x, y and alpha have the same shape.
public struct PReLU: RunnableLayer {
    /// Initializer, regularizer and constraint of the slopes.
    public var alpha = WeightOptions(.zeros)
    var links = LayerLinks()

    /// Slopes that start at 0, Keras' default.
    public init() {}

    static let kerasName = "PReLU"
    static let family = LayerFamily.dense
    static let summary = "learns its slope below 0"
    static let formula = "y = x > 0 ? x : alpha · x"
    static let arguments: [Argument<PReLU>] = Argument.weight("alpha", \.alpha)

    var spec: LayerSpec { .preLU(self) }
    var maskRole: MaskRole { .passes }

    func plan(input: Shape, sizes: DataSizes) throws(LayerProblem) -> LayerFigures {
        LayerFigures(output: input, variables: [.init("alpha", input, alpha)], flops: 2 * input.count)
    }

    func layer(at site: LayerSite) -> any Layer { PReLULayer(outputCount: site.input.count) }
}

/// A PReLU that runs.
struct PReLULayer: Layer {
    let outputCount: Int

    func forward(_ pass: ForwardPass) {
        ParametricKernels.forward(x: pass.x, alpha: pass[0].value.pointer, y: pass.y, count: pass.count, units: outputCount, pool: pass.pool)
    }

    func backward(_ pass: BackwardPass) {
        let forward = pass.forward
        ParametricKernels.backward(
            x: forward.x, alpha: forward[0].value.pointer, dy: pass.dy, dx: pass.dx, dalpha: forward[0].gradient.pointer, count: forward.count, units: outputCount,
            pool: forward.pool)
    }
}
