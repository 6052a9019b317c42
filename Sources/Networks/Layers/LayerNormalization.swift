import Kernels
import Tensors

/// Normalizes each sample (each step, each pixel) along its last axis to mean 0 and deviation 1, then applies a learnt scale and shift (Ba et al. 2016).
///
/// y = gamma · (x − mean) / √(variance + epsilon) + beta
///
/// Shapes: x and y (…, features); gamma, beta (features).
public struct LayerNormalization: RunnableLayer {
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
    var links = LayerLinks()

    /// Keras' defaults: epsilon 0.001, with scale and shift.
    public init() {}

    static let kerasName = "LayerNormalization"
    static let family = LayerFamily.steady
    static let summary = "normalizes each sample to mean 0 and deviation 1"
    static let formula = "y = gamma · (x − mean) / √(variance + epsilon) + beta"
    static let arguments: [Argument<LayerNormalization>] = Argument.joined(
        [
            .real("epsilon", \.epsilon, 0...1, help: "added to the variance so that the division stays finite"),
            .flag("center", \.centers, help: "learn a shift, beta"),
            .flag("scale", \.scales, help: "learn a scale, gamma"),
        ], Argument.weight("beta", \.beta), Argument.weight("gamma", \.gamma))

    var spec: LayerSpec { .layerNormalization(self) }
    var maskRole: MaskRole { .passes }

    func plan(input: Shape, sizes: DataSizes) throws(LayerProblem) -> LayerFigures {
        let features: Shape = [input[input.rank - 1]]
        var variables: [LayerFigures.Variable] = []
        if scales { variables.append(.init("gamma", features, gamma)) }
        if centers { variables.append(.init("beta", features, beta)) }
        return LayerFigures(output: input, variables: variables, flops: Operations.product(7, input.count))
    }

    func layer(at site: LayerSite) -> any Layer {
        let columns = site.input[site.input.rank - 1]
        return LayerNormalizationLayer(
            kernels: .init(columns: columns, epsilon: Float(epsilon)), rowsPerSample: site.input.count / columns, gamma: scales ? 0 : nil,
            beta: centers ? (scales ? 1 : 0) : nil)
    }
}

/// A layer normalization that runs. `memory` holds mean and 1 / deviation of each row, then a place for gradients that are not wanted.
struct LayerNormalizationLayer: Layer {
    let kernels: LayerNormalizationKernels
    let rowsPerSample: Int
    let gamma: Int?, beta: Int?

    var outputCount: Int { rowsPerSample * kernels.columns }

    func needs(batch: Int) -> LayerNeeds { LayerNeeds(memory: 2 * batch * rowsPerSample + 2 * kernels.columns, workspace: kernels.workspace) }

    func forward(_ pass: ForwardPass) {
        kernels.forward(
            x: pass.x, gamma: gamma.flatMap { pass.value($0) }, beta: beta.flatMap { pass.value($0) }, y: pass.y, memory: pass.memory,
            rows: pass.count * rowsPerSample, pool: pass.pool)
    }

    func backward(_ pass: BackwardPass) {
        let forward = pass.forward, rows = forward.count * rowsPerSample, unused = forward.memory + 2 * rows
        kernels.backward(
            x: forward.x, gamma: gamma.flatMap { forward.value($0) }, dy: pass.dy, memory: forward.memory, dx: pass.dx,
            dgamma: gamma.flatMap { pass.gradient($0) } ?? unused, dbeta: beta.flatMap { pass.gradient($0) } ?? unused + kernels.columns, rows: rows,
            workspace: forward.workspace, pool: forward.pool)
    }
}
