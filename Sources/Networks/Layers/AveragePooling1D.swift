import Kernels
import Tensors

/// Pooling of a sequence: keeps the mean of each window, channel by channel.
///
/// y = mean of the window (padding left out)
///
/// Shapes: x (steps, channels), y (positions, channels).
public struct AveragePooling1D: SequencePooling {
    /// How many steps the window covers.
    public var poolSize = 2
    /// `nil`: as `poolSize`, Keras' default.
    public var strides: Int?
    /// Whether windows stay inside the input or reach over its border.
    public var padding = Padding.valid
    var links = LayerLinks()

    /// Windows of two steps, side by side.
    public init() {}

    static let kerasName = "AveragePooling1D"
    static let family = LayerFamily.pool
    static let summary = "keeps the mean of each window of steps"
    static let formula = "y = mean of the window (padding left out)"
    static let arguments: [Argument<AveragePooling1D>] = windowArguments(\.poolSize, \.strides, \.padding)
    static let kind = PoolingKernels.Kind.average

    var spec: LayerSpec { .averagePooling1D(self) }

    func plan(input: Shape, sizes: DataSizes) throws(LayerProblem) -> LayerFigures { try figures(on: input) }
}
