import Tensors

/// Pooling over all positions: keeps the largest value of each channel.
///
/// y = max over all steps
///
/// Shapes: x (steps, channels), y (channels).
public struct GlobalMaxPooling1D: RunnableLayer {
    public init() {}

    public static let kerasName = "GlobalMaxPooling1D"
    public static let family = LayerFamily.pool
    public static let summary = "keeps the largest value of each channel"
    public static let formula = "y = max over all steps"
    public static let arguments: [Argument<GlobalMaxPooling1D>] = []

    public var spec: LayerSpec { .globalMaxPooling1D(self) }

    public func plan(input: Shape, classes: Int?) throws(LayerProblem) -> LayerFigures {
        guard input.rank == 2 else { throw LayerProblem("expects sequences (steps, features), got \(input.tuple). Remove it, or change what comes before.", repairs: [.remove]) }
        return LayerFigures(output: [input[1]], flops: input.count)
    }

    func layer(at site: LayerSite) -> any Layer {
        GlobalPoolingLayer(kernels: .init(positions: site.input.count / site.output.count, channels: site.output.count, kind: .maximum))
    }
}
