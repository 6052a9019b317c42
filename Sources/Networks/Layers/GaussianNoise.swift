import Kernels
import Tensors

/// While training, adds normal noise of standard deviation `stddev`; otherwise the identity.
public struct GaussianNoise: RunnableLayer {
    /// The noise's standard deviation, in the units of the input.
    public var stddev = 0.1
    var links = LayerLinks()

    /// A standard deviation of 0.1: Keras has no default.
    public init() {}

    static let kerasName = "GaussianNoise"
    static let family = LayerFamily.steady
    static let summary = "adds noise while training"
    static let formula = "y = x + n, n ~ N(0, stddev²)"
    static let arguments: [Argument<GaussianNoise>] = [.real("stddev", \.stddev, 0...1_000, isRequired: true, help: "standard deviation of the noise")]

    var spec: LayerSpec { .gaussianNoise(self) }
    var maskRole: MaskRole { .passes }

    func plan(input: Shape, sizes: DataSizes) throws(LayerProblem) -> LayerFigures { LayerFigures(output: input, flops: input.count) }
    func layer(at site: LayerSite) -> any Layer { GaussianNoiseLayer(outputCount: site.output.count, deviation: Float(stddev)) }
}

/// A noise layer that runs.
struct GaussianNoiseLayer: Layer {
    let outputCount: Int
    let deviation: Float

    func forward(_ pass: ForwardPass) {
        guard case .training(let randomness) = pass.mode, deviation > 0 else {
            pass.y.update(from: pass.x, count: pass.count * outputCount)
            return
        }
        NoiseKernels.addGaussian(
            x: pass.x, y: pass.y, rows: pass.count, perRow: outputCount, deviation: deviation, random: randomness.generator.philox, place: randomness.place,
            pool: pass.pool)
    }

    func backward(_ pass: BackwardPass) {
        pass.dx?.update(from: pass.dy, count: pass.forward.count * outputCount)
    }
}
