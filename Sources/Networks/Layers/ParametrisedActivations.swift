import Kernels
import Tensors

/// y = x where x > 0, negative_slope · x below (Maas et al. 2013).
public struct LeakyReLU: RunnableLayer {
    public var negativeSlope = 0.3
    var links = LayerLinks()

    public init() {}

    static let kerasName = "LeakyReLU"
    static let family = LayerFamily.dense
    static let summary = "lets a little of what is below 0 through"
    static let formula = "y = x > 0 ? x : negative_slope · x"
    static let arguments: [Argument<LeakyReLU>] = [.real("negative_slope", \.negativeSlope, 0...1_000, help: "slope below 0")]

    var spec: LayerSpec { .leakyReLU(self) }
    var maskRole: MaskRole { .passes }

    func plan(input: Shape, sizes: DataSizes) throws(LayerProblem) -> LayerFigures { LayerFigures(output: input, flops: 2 * input.count) }
    func layer(at site: LayerSite) -> any Layer { ElementStage(function: .leakyRelu(slope: Float(negativeSlope)), outputCount: site.input.count) }
}

/// y = x where x > 0, alpha (eˣ − 1) below (Clevert et al. 2016).
public struct ELU: RunnableLayer {
    public var alpha = 1.0
    var links = LayerLinks()

    public init() {}

    static let kerasName = "ELU"
    static let family = LayerFamily.dense
    static let summary = "bends what is below 0 towards −alpha"
    static let formula = "y = x > 0 ? x : alpha (eˣ − 1)"
    static let arguments: [Argument<ELU>] = [.real("alpha", \.alpha, 0...1_000, help: "how far below 0 it goes")]

    var spec: LayerSpec { .elu(self) }
    var maskRole: MaskRole { .passes }

    func plan(input: Shape, sizes: DataSizes) throws(LayerProblem) -> LayerFigures { LayerFigures(output: input, flops: 3 * input.count) }
    func layer(at site: LayerSite) -> any Layer { ElementStage(function: .elu(alpha: Float(alpha)), outputCount: site.input.count) }
}

/// An element-wise function with its own number.
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

/// y = x where x > 0, alpha · x below, alpha learnt for each place (He et al. 2015).
///
/// Shapes: x as it is, alpha the same without the batch.
public struct PReLU: RunnableLayer {
    public var alpha = WeightOptions(.zeros)
    var links = LayerLinks()

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
