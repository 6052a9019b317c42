import Kernels
import Tensors

/// While training, sets each value to zero with probability `rate` and scales the others by 1 / (1 − rate); otherwise the identity.
///
/// Srivastava et al. 2014, inverted as in Keras.
public struct Dropout: RunnableLayer {
    /// The probability that a value is set to zero, in [0, 1).
    public var rate = 0.5
    var links = LayerLinks()

    /// A rate of ½: Keras has no default.
    public init() {}

    /// `rate` in [0, 1).
    public init(rate: Double) {
        self.rate = rate
    }

    static let kerasName = "Dropout"
    static let family = LayerFamily.steady
    static let summary = "sets random values to zero while training"
    static let formula = "y = x · keep / (1 − rate), keep ~ Bernoulli(1 − rate)"
    static let arguments: [Argument<Dropout>] = [
        .real("rate", \.rate, 0...1, includesUpper: false, isRequired: true, help: "share of the values set to zero")
    ]

    var spec: LayerSpec { .dropout(self) }
    var maskRole: MaskRole { .passes }

    func plan(input: Shape, sizes: DataSizes) throws(LayerProblem) -> LayerFigures { LayerFigures(output: input, flops: input.count) }
    func layer(at site: LayerSite) -> any Layer { DropoutLayer(outputCount: site.output.count, units: site.output.count, rate: Float(rate)) }
}

/// While training, sets whole feature maps to zero, because neighbouring pixels of a map are too similar for dropping single ones to matter (Tompson et al. 2015).
///
/// Shapes: x and y (height, width, channels).
public struct SpatialDropout2D: RunnableLayer {
    /// The probability that a feature map is set to zero, in [0, 1).
    public var rate = 0.5
    var links = LayerLinks()

    /// A rate of ½: Keras has no default.
    public init() {}

    static let kerasName = "SpatialDropout2D"
    static let family = LayerFamily.steady
    static let summary = "sets random feature maps to zero while training"
    static let formula = "y = x · keep[map] / (1 − rate)"
    static let arguments: [Argument<SpatialDropout2D>] = [
        .real("rate", \.rate, 0...1, includesUpper: false, isRequired: true, help: "share of the maps set to zero")
    ]

    static let readsImages = true
    var spec: LayerSpec { .spatialDropout2D(self) }

    func plan(input: Shape, sizes: DataSizes) throws(LayerProblem) -> LayerFigures {
        guard input.rank == 3 else {
            throw LayerProblem("expects images (height, width, channels), got \(input.tuple). Use Dropout here.", repairs: [.replace(.dropout(Dropout(rate: rate)))])
        }
        return LayerFigures(output: input, flops: input.count)
    }

    func layer(at site: LayerSite) -> any Layer { DropoutLayer(outputCount: site.output.count, units: site.output[2], rate: Float(rate)) }
}

/// A dropout that runs: one random factor for each of `units` values, repeated along a sample. `memory` holds the factors.
struct DropoutLayer: Layer {
    let outputCount: Int
    let units: Int
    let rate: Float

    func needs(batch: Int) -> LayerNeeds { LayerNeeds(memory: batch * units) }

    func forward(_ pass: ForwardPass) {
        guard case .training(let randomness) = pass.mode, rate > 0 else {
            pass.y.update(from: pass.x, count: pass.count * outputCount)
            pass.memory.update(repeating: 1, count: pass.count * units)
            return
        }
        NoiseKernels.dropout(
            x: pass.x, y: pass.y, factors: pass.memory, rows: pass.count, perRow: outputCount, units: units, rate: rate, random: randomness.generator.philox,
            place: randomness.place, pool: pass.pool)
    }

    func backward(_ pass: BackwardPass) {
        guard let dx = pass.dx else { return }
        NoiseKernels.dropoutBackward(
            factors: pass.forward.memory, dy: pass.dy, dx: dx, rows: pass.forward.count, perRow: outputCount, units: units, pool: pass.forward.pool)
    }
}
