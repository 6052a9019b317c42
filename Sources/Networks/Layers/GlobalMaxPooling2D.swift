import Kernels
import Tensors

/// Pooling over all positions: keeps the largest value of each map.
///
/// y = max over all positions
///
/// Shapes: x (height, width, channels), y (channels).
public struct GlobalMaxPooling2D: GlobalPooling {
    public var links = LayerLinks()

    public init() {}

    public static let kerasName = "GlobalMaxPooling2D"
    public static let family = LayerFamily.pool
    public static let summary = "keeps the largest value of each map"
    public static let formula = "y = max over all positions"
    public static let arguments: [Argument<GlobalMaxPooling2D>] = []
    static let kind = PoolingKernels.Kind.maximum
    static let rank = 3

    public var spec: LayerSpec { .globalMaxPooling2D(self) }

    public func plan(input: Shape, sizes: DataSizes) throws(LayerProblem) -> LayerFigures { try figures(on: input) }
}
