import Kernels
import Tensors

/// Pooling over all positions: keeps the mean of each map.
///
/// y = mean over all positions
///
/// Shapes: x (height, width, channels), y (channels).
public struct GlobalAveragePooling2D: GlobalPooling {
    public var links = LayerLinks()

    public init() {}

    public static let kerasName = "GlobalAveragePooling2D"
    public static let family = LayerFamily.pool
    public static let summary = "keeps the mean of each map"
    public static let formula = "y = mean over all positions"
    public static let arguments: [Argument<GlobalAveragePooling2D>] = []
    static let kind = PoolingKernels.Kind.average
    static let rank = 3

    public var spec: LayerSpec { .globalAveragePooling2D(self) }

    public func plan(input: Shape, sizes: DataSizes) throws(LayerProblem) -> LayerFigures { try figures(on: input) }
}
