import Kernels
import Tensors

/// Pooling over all positions: keeps the largest value of each map.
///
/// y = max over all positions
///
/// Shapes: x (height, width, channels), y (channels).
public struct GlobalMaxPooling2D: GlobalPooling {
    var links = LayerLinks()

    /// It has no arguments.
    public init() {}

    static let kerasName = "GlobalMaxPooling2D"
    static let family = LayerFamily.pool
    static let summary = "keeps the largest value of each map"
    static let formula = "y = max over all positions"
    static let arguments: [Argument<GlobalMaxPooling2D>] = []
    static let kind = PoolingKernels.Kind.maximum
    static let rank = 3

    var spec: LayerSpec { .globalMaxPooling2D(self) }

    func plan(input: Shape, sizes: DataSizes) throws(LayerProblem) -> LayerFigures { try figures(on: input) }
}
