import Tensors

/// Pooling of a sequence: keeps the largest value of each window, channel by channel.
///
/// y = max of the window
///
/// Shapes: x (steps, channels), y (positions, channels).
public struct MaxPooling1D: RunnableLayer {
    public var poolSize = 2
    /// `nil`: as `poolSize`, Keras' default.
    public var strides: Int?
    public var padding = Padding.valid

    public init() {}

    public static let kerasName = "MaxPooling1D"
    public static let family = LayerFamily.pool
    public static let summary = "keeps the largest value of some steps"
    public static let formula = "y = max of the window"
    public static let arguments: [Argument<MaxPooling1D>] = [
        .integer("pool_size", \.poolSize, 1...65_536, help: "steps of the window"),
        .optionalInteger("strides", \.strides, 1...65_536, noneMeans: "as pool_size", help: "step of the window"),
        .choice("padding", \.padding, help: "valid stays inside, same reaches over the ends"),
    ]

    public var spec: LayerSpec { .maxPooling1D(self) }
    private var window: Window { Window(size: Pair(1, poolSize), strides: Pair(1, strides ?? poolSize), padding: padding) }

    public func plan(input: Shape, classes: Int?) throws(LayerProblem) -> LayerFigures {
        let positions = try window.positions(alongSequence: input, argument: "pool_size") {
            var smaller = self
            smaller.poolSize = $0
            return smaller.spec
        }
        return LayerFigures(output: [positions, input[1]], flops: Operations.product(positions, input[1], poolSize))
    }

    func layer(at site: LayerSite) -> any Layer { PoolingLayer(.maximum, window.geometry(on: site.input)) }
}
