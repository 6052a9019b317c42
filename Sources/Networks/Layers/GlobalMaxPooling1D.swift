import Kernels
import Tensors

/// Pooling over all steps: keeps the largest value of each channel.
///
/// y = max over all steps
///
/// Shapes: x (steps, channels), y (channels).
public struct GlobalMaxPooling1D: GlobalPooling {
    var links = LayerLinks()

    /// It has no arguments.
    public init() {}

    static let kerasName = "GlobalMaxPooling1D"
    static let family = LayerFamily.pool
    static let summary = "keeps the largest value of each channel"
    static let formula = "y = max over all steps"
    static let arguments: [Argument<GlobalMaxPooling1D>] = []
    static let kind = PoolingKernels.Kind.maximum
    static let rank = 2

    var spec: LayerSpec { .globalMaxPooling1D(self) }

    func plan(input: Shape, sizes: DataSizes) throws(LayerProblem) -> LayerFigures { try figures(on: input) }
}
