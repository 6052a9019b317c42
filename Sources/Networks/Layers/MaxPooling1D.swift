import Kernels
import Tensors

/// Pooling of a sequence: keeps the largest value of each window, channel by channel.
///
/// y = max of the window
///
/// Shapes: x (steps, channels), y (positions, channels).
public struct MaxPooling1D: SequencePooling {
    public var poolSize = 2
    /// `nil`: as `poolSize`, Keras' default.
    public var strides: Int?
    public var padding = Padding.valid
    var links = LayerLinks()

    public init() {}

    static let kerasName = "MaxPooling1D"
    static let family = LayerFamily.pool
    static let summary = "keeps the largest value of some steps"
    static let formula = "y = max of the window"
    static let arguments: [Argument<MaxPooling1D>] = windowArguments(\.poolSize, \.strides, \.padding)
    static let kind = PoolingKernels.Kind.maximum

    var spec: LayerSpec { .maxPooling1D(self) }

    func plan(input: Shape, sizes: DataSizes) throws(LayerProblem) -> LayerFigures { try figures(on: input) }
}
