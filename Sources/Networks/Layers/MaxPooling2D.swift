import Tensors

/// Pooling: keeps the largest value of each window, map by map.
///
/// y = max of the window
///
/// Shapes: x (height, width, channels), y (rows, columns, channels).
public struct MaxPooling2D: RunnableLayer {
    public var poolSize = Pair(2, 2)
    /// `nil`: as `poolSize`, Keras' default.
    public var strides: Pair?
    public var padding = Padding.valid

    public init() {}

    public init(poolSize: Pair, strides: Pair? = nil, padding: Padding = .valid) {
        self.poolSize = poolSize
        self.strides = strides
        self.padding = padding
    }

    public static let kerasName = "MaxPooling2D"
    public static let family = LayerFamily.pool
    public static let summary = "keeps the largest value of each window"
    public static let formula = "y = max of the window"
    public static let arguments: [Argument<MaxPooling2D>] = [
        .pair("pool_size", \.poolSize, 1...1_024, help: "rows × columns of the window"),
        .optionalPair("strides", \.strides, 1...1_024, noneMeans: "as pool_size", help: "step of the window"),
        .choice("padding", \.padding, help: "valid stays inside, same reaches over the border"),
    ]

    public var spec: LayerSpec { .maxPooling2D(self) }
    private var window: Window { Window(size: poolSize, strides: strides ?? poolSize, padding: padding) }

    public func plan(input: Shape, classes: Int?) throws(LayerProblem) -> LayerFigures {
        let output = try window.positions(on: input, argument: "pool_size") {
            var smaller = self
            smaller.poolSize = $0
            return smaller.spec
        }
        return LayerFigures(
            output: [output.rows, output.columns, input[2]],
            flops: Operations.product(output.rows, output.columns, input[2], poolSize.rows, poolSize.columns))
    }

    func layer(at site: LayerSite) -> any Layer { PoolingLayer(.maximum, window.geometry(on: site.input)) }
}
