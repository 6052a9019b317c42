import Kernels
import Tensors

/// Normalizes each channel over the batch to mean 0 and deviation 1, then applies a learnt scale and shift (Ioffe and Szegedy 2015).
///
/// y = gamma · (x − mean) / √(variance + epsilon) + beta. While training, mean and variance are those of the batch (without masked steps); otherwise they are moving averages:
/// moving ← moving · momentum + batch · (1 − momentum).
///
/// Shapes: x and y (…, channels); gamma, beta, moving_mean, moving_variance (channels).
public struct BatchNormalization: RunnableLayer {
    /// Share of the moving mean and variance that each step keeps.
    public var momentum = 0.99
    /// Added to the variance, so that the division stays finite.
    public var epsilon = 1e-3
    /// Whether a shift, beta, is learnt.
    public var centers = true
    /// Whether a scale, gamma, is learnt.
    public var scales = true
    /// Initializer, regularizer and constraint of the scale.
    public var gamma = WeightOptions(.ones)
    /// Initializer, regularizer and constraint of the shift.
    public var beta = WeightOptions(.zeros)
    /// What the moving mean starts with.
    public var movingMean = Initializer(.zeros)
    /// What the moving variance starts with.
    public var movingVariance = Initializer(.ones)
    var links = LayerLinks()

    /// Keras' defaults: momentum 0.99, epsilon 0.001, with scale and shift.
    public init() {}

    static let kerasName = "BatchNormalization"
    static let family = LayerFamily.steady
    static let summary = "normalizes each channel over the batch to mean 0 and deviation 1"
    static let formula = "y = gamma · (x − mean) / √(variance + epsilon) + beta"
    static let arguments: [Argument<BatchNormalization>] = Argument.joined(
        [
            .real("momentum", \.momentum, 0...1, help: "share of the moving mean and variance that each step keeps"),
            .real("epsilon", \.epsilon, 0...1, help: "added to the variance so that the division stays finite"),
            .flag("center", \.centers, help: "learn a shift, beta"),
            .flag("scale", \.scales, help: "learn a scale, gamma"),
        ], Argument.weight("beta", \.beta), Argument.weight("gamma", \.gamma),
        [
            .form("moving_mean_initializer", get: \.movingMean, set: { $0.movingMean = $1 }, help: "initial values of the moving mean"),
            .form("moving_variance_initializer", get: \.movingVariance, set: { $0.movingVariance = $1 }, help: "initial values of the moving variance"),
        ])

    static let worksStepByStep = false
    var spec: LayerSpec { .batchNormalization(self) }
    var maskRole: MaskRole { .uses(passesOn: true) }

    func plan(input: Shape, sizes: DataSizes) throws(LayerProblem) -> LayerFigures {
        let channels: Shape = [input[input.rank - 1]]
        var variables: [LayerFigures.Variable] = []
        if scales { variables.append(.init("gamma", channels, gamma)) }
        if centers { variables.append(.init("beta", channels, beta)) }
        var mean = WeightOptions(.zeros), variance = WeightOptions(.ones)
        (mean.initializer, variance.initializer) = (movingMean, movingVariance)
        variables += [.init("moving_mean", channels, mean, isTrainable: false), .init("moving_variance", channels, variance, isTrainable: false)]
        return LayerFigures(output: input, variables: variables, flops: Operations.product(4, input.count))
    }

    func layer(at site: LayerSite) -> any Layer {
        let channels = site.input[site.input.rank - 1]
        return BatchNormalizationLayer(
            kernels: .init(channels: channels, epsilon: Float(epsilon)), rowsPerSample: site.input.count / channels, rowsPerStep: site.input.count / channels / site.input[0],
            momentum: Float(momentum), gamma: scales ? 0 : nil, beta: centers ? (scales ? 1 : 0) : nil)
    }
}

/// A batch normalization that runs. `memory` holds mean and 1 / deviation, then a place for gradients that are not wanted.
struct BatchNormalizationLayer: Layer {
    let kernels: BatchNormalizationKernels
    let rowsPerSample: Int
    let rowsPerStep: Int
    let momentum: Float
    /// Indices of the variables; the moving mean and variance are the last two.
    let gamma: Int?, beta: Int?

    var outputCount: Int { rowsPerSample * kernels.channels }

    func needs(batch: Int) -> LayerNeeds {
        LayerNeeds(memory: kernels.memory + 2 * kernels.channels, workspace: kernels.workspace)
    }

    /// The mask, where each step is one row of the kernels. Statistics of steps with several rows include all rows.
    private func rowMask(_ pass: ForwardPass) -> UnsafePointer<Float>? { rowsPerStep == 1 ? pass.mask : nil }

    func forward(_ pass: ForwardPass) {
        let channels = kernels.channels, rows = pass.count * rowsPerSample, last = pass.parameters.count
        let movingMean = pass[last - 2].value.pointer, movingVariance = pass[last - 1].value.pointer
        let mean = pass.memory, scale = pass.memory + channels
        if case .training = pass.mode {
            kernels.moments(x: pass.x, mask: rowMask(pass), mean: mean, variance: scale, rows: rows, workspace: pass.workspace, pool: pass.pool)
            for channel in 0..<channels {
                movingMean[channel] = movingMean[channel] * momentum + mean[channel] * (1 - momentum)
                movingVariance[channel] = movingVariance[channel] * momentum + scale[channel] * (1 - momentum)
            }
        } else {
            mean.update(from: movingMean, count: channels)
            scale.update(from: movingVariance, count: channels)
        }
        for channel in 0..<channels { scale[channel] = 1 / (scale[channel] + kernels.epsilon).squareRoot() }
        kernels.forward(
            x: pass.x, memory: pass.memory, gamma: gamma.flatMap { pass.value($0) }, beta: beta.flatMap { pass.value($0) }, y: pass.y, rows: rows, pool: pass.pool)
    }

    func backward(_ pass: BackwardPass) {
        let forward = pass.forward, unused = forward.memory + kernels.memory
        var usesBatch = false
        if case .training = forward.mode { usesBatch = true }
        kernels.backward(
            x: forward.x, memory: forward.memory, gamma: gamma.flatMap { forward.value($0) }, dy: pass.dy, mask: rowMask(forward), dx: pass.dx,
            dgamma: gamma.flatMap { pass.gradient($0) } ?? unused, dbeta: beta.flatMap { pass.gradient($0) } ?? unused + kernels.channels, usesBatch: usesBatch,
            rows: forward.count * rowsPerSample, workspace: forward.workspace, pool: forward.pool)
    }
}
