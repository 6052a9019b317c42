import Kernels
import Tensors

/// Pooling: keeps the mean of each window, channel by channel.
///
/// y = mean of the window (padding left out)
///
/// Shapes: x (height, width, channels), y (rows, columns, channels).
public struct AveragePooling2D: ImagePooling {
    /// Rows × columns of the window.
    public var poolSize = Pair(2, 2)
    /// `nil`: as `poolSize`, Keras' default.
    public var strides: Pair?
    /// Whether windows stay inside the input or reach over its border.
    public var padding = Padding.valid
    var links = LayerLinks()

    /// Windows of 2 × 2, side by side.
    public init() {}

    /// `strides` nil: windows side by side.
    public init(poolSize: Pair, strides: Pair? = nil, padding: Padding = .valid) {
        self.poolSize = poolSize
        self.strides = strides
        self.padding = padding
    }

    static let kerasName = "AveragePooling2D"
    static let family = LayerFamily.pool
    static let summary = "keeps the mean of each window"
    static let formula = "y = mean of the window (padding left out)"
    static let arguments: [Argument<AveragePooling2D>] = windowArguments(\.poolSize, \.strides, \.padding)
    static let kind = PoolingKernels.Kind.average

    var spec: LayerSpec { .averagePooling2D(self) }

    func plan(input: Shape, sizes: DataSizes) throws(LayerProblem) -> LayerFigures { try figures(on: input) }
}
