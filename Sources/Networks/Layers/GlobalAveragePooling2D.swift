import Tensors

/// Pooling over all positions: keeps the mean of each map.
///
/// y = mean over all positions
///
/// Shapes: x (height, width, channels), y (channels).
public struct GlobalAveragePooling2D: RunnableLayer {
    public init() {}

    public static let kerasName = "GlobalAveragePooling2D"
    public static let family = LayerFamily.pool
    public static let summary = "keeps the mean of each map"
    public static let formula = "y = mean over all positions"
    public static let arguments: [Argument<GlobalAveragePooling2D>] = []

    public var spec: LayerSpec { .globalAveragePooling2D(self) }

    public func plan(input: Shape, classes: Int?) throws(LayerProblem) -> LayerFigures {
        guard input.rank == 3 else { throw LayerProblem("expects images (height, width, channels), got \(input.tuple). Remove it, or change what comes before.", repairs: [.remove]) }
        return LayerFigures(output: [input[2]], flops: input.count)
    }

    func layer(at site: LayerSite) -> any Layer {
        GlobalPoolingLayer(kernels: .init(positions: site.input.count / site.output.count, channels: site.output.count, kind: .average))
    }
}
