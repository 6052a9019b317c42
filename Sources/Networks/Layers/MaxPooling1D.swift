import Kernels
import Tensors

/// Pooling of a sequence: keeps the largest value of each window, channel by channel.
///
/// y = max of the window
///
/// Shapes: x (steps, channels), y (positions, channels).
public struct MaxPooling1D: SequencePooling {
    /// How many steps the window covers.
    public var poolSize = 2
    /// `nil`: as `poolSize`, Keras' default.
    public var strides: Int?
    /// Whether windows stay inside the input or reach over its border.
    public var padding = Padding.valid
    var links = LayerLinks()

    /// Windows of two steps, side by side.
    public init() {}

    static let kerasName = "MaxPooling1D"
    static let family = LayerFamily.pool
    static let summary = "keeps the largest value of each window of steps"
    static let formula = "y = max of the window"
    static let arguments: [Argument<MaxPooling1D>] = windowArguments(\.poolSize, \.strides, \.padding)
    static let kind = PoolingKernels.Kind.maximum

    var spec: LayerSpec { .maxPooling1D(self) }

    func plan(input: Shape, sizes: DataSizes) throws(LayerProblem) -> LayerFigures { try figures(on: input) }
}
