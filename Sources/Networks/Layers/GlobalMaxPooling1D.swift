import Kernels
import Tensors

/// Pooling over all positions: keeps the largest value of each channel.
///
/// y = max over all steps
///
/// Shapes: x (steps, channels), y (channels).
public struct GlobalMaxPooling1D: GlobalPooling {
    public var links = LayerLinks()

    public init() {}

    public static let kerasName = "GlobalMaxPooling1D"
    public static let family = LayerFamily.pool
    public static let summary = "keeps the largest value of each channel"
    public static let formula = "y = max over all steps"
    public static let arguments: [Argument<GlobalMaxPooling1D>] = []
    static let kind = PoolingKernels.Kind.maximum
    static let rank = 2

    public var spec: LayerSpec { .globalMaxPooling1D(self) }

    public func plan(input: Shape, sizes: DataSizes) throws(LayerProblem) -> LayerFigures { try figures(on: input) }
}
