import Tensors

/// Pooling of a sequence: keeps the mean of each window, channel by channel.
///
/// y = mean of the window (padding left out)
///
/// Shapes: x (steps, channels), y (positions, channels).
public struct AveragePooling1D: RunnableLayer {
    public var poolSize = 2
    /// `nil`: as `poolSize`, Keras' default.
    public var strides: Int?
    public var padding = Padding.valid

    public init() {}

    public static let kerasName = "AveragePooling1D"
    public static let family = LayerFamily.pool
    public static let summary = "keeps the mean of some steps"
    public static let formula = "y = mean of the window (padding left out)"
    public static let arguments: [Argument<AveragePooling1D>] = [
        .integer("pool_size", \.poolSize, 1...65_536, help: "steps of the window"),
        .optionalInteger("strides", \.strides, 1...65_536, noneMeans: "as pool_size", help: "step of the window"),
        .choice("padding", \.padding, help: "valid stays inside, same reaches over the ends"),
    ]

    public var spec: LayerSpec { .averagePooling1D(self) }
    private var window: Window { Window(size: Pair(1, poolSize), strides: Pair(1, strides ?? poolSize), padding: padding) }

    public func plan(input: Shape, classes: Int?) throws(LayerProblem) -> LayerFigures {
        let positions = try window.positions(alongSequence: input, argument: "pool_size") {
            var smaller = self
            smaller.poolSize = $0
            return smaller.spec
        }
        return LayerFigures(output: [positions, input[1]], flops: Operations.product(positions, input[1], poolSize))
    }

    func layer(at site: LayerSite) -> any Layer { PoolingLayer(.average, window.geometry(on: site.input)) }
}
