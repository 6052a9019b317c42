import Kernels
import Tensors

/// While training, sets each value to zero with probability `rate` and scales the others by 1 / (1 − rate); otherwise the identity.
///
/// Srivastava et al. 2014, inverted as in Keras.
public struct Dropout: LayerDescription {
    public var rate = 0.5

    public init() {}

    public init(rate: Double) {
        self.rate = rate
    }

    public static let kerasName = "Dropout"
    public static let family = LayerFamily.steady
    public static let summary = "silences values at random while training"
    public static let formula = "y = x · keep / (1 − rate), keep ~ Bernoulli(1 − rate)"
    public static let arguments: [Argument<Dropout>] = [
        .real("rate", \.rate, 0...1, includesUpper: false, isRequired: true, help: "share of the values to silence")
    ]

    public func plan(input: Shape, classes: Int?) throws(LayerProblem) -> LayerFigures {
        LayerFigures(output: input, flops: input.count)
    }
}

/// A dropout that runs.
struct DropoutLayer: Layer {
    let outputCount: Int
    let rate: Float

    func needs(batch: Int) -> LayerNeeds { LayerNeeds(memory: batch * outputCount) }

    func forward(_ pass: ForwardPass) {
        guard case .training(let randomness) = pass.mode, rate > 0 else {
            pass.y.update(from: pass.x, count: pass.count * outputCount)
            pass.memory.update(repeating: 1, count: pass.count * outputCount)
            return
        }
        DropoutKernels.forward(
            x: pass.x, y: pass.y, mask: pass.memory, samples: pass.count, perSample: outputCount, rate: rate, random: randomness.generator.philox,
            stream: randomness.stream, pool: pass.pool)
    }

    func backward(_ pass: BackwardPass) {
        guard let dx = pass.dx else { return }
        DropoutKernels.backward(mask: pass.forward.memory, dy: pass.dy, dx: dx, count: pass.forward.count * outputCount, pool: pass.forward.pool)
    }
}
