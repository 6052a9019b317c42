import Kernels
import Tensors

/// Pooling over all positions: keeps the mean of each map.
///
/// y = mean over all positions
///
/// Shapes: x (height, width, channels), y (channels).
public struct GlobalAveragePooling2D: GlobalPooling {
    var links = LayerLinks()

    /// It has no arguments.
    public init() {}

    static let kerasName = "GlobalAveragePooling2D"
    static let family = LayerFamily.pool
    static let summary = "keeps the mean of each map"
    static let formula = "y = mean over all positions"
    static let arguments: [Argument<GlobalAveragePooling2D>] = []
    static let kind = PoolingKernels.Kind.average
    static let rank = 3

    var spec: LayerSpec { .globalAveragePooling2D(self) }

    func plan(input: Shape, sizes: DataSizes) throws(LayerProblem) -> LayerFigures { try figures(on: input) }
}
