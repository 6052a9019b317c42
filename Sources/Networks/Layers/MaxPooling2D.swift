import Kernels
import Tensors

/// Pooling: keeps the largest value of each window, channel by channel.
///
/// y = max of the window
///
/// Shapes: x (height, width, channels), y (rows, columns, channels).
public struct MaxPooling2D: ImagePooling {
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

    static let kerasName = "MaxPooling2D"
    static let family = LayerFamily.pool
    static let summary = "keeps the largest value of each window"
    static let formula = "y = max of the window"
    static let arguments: [Argument<MaxPooling2D>] = windowArguments(\.poolSize, \.strides, \.padding)
    static let kind = PoolingKernels.Kind.maximum

    var spec: LayerSpec { .maxPooling2D(self) }

    func plan(input: Shape, sizes: DataSizes) throws(LayerProblem) -> LayerFigures { try figures(on: input) }
}
