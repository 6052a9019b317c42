import Kernels
import Tensors

/// Pooling over all positions: keeps the mean of each channel, masked steps left out.
///
/// y = mean over all steps
///
/// Shapes: x (steps, channels), y (channels).
public struct GlobalAveragePooling1D: GlobalPooling {
    public var links = LayerLinks()

    public init() {}

    public static let kerasName = "GlobalAveragePooling1D"
    public static let family = LayerFamily.pool
    public static let summary = "keeps the mean of each channel"
    public static let formula = "y = mean over all steps"
    public static let arguments: [Argument<GlobalAveragePooling1D>] = []
    static let kind = PoolingKernels.Kind.average
    static let rank = 2

    public var spec: LayerSpec { .globalAveragePooling1D(self) }
    public var maskRole: MaskRole { .uses(passesOn: false) }

    public func plan(input: Shape, sizes: DataSizes) throws(LayerProblem) -> LayerFigures { try figures(on: input) }
}
