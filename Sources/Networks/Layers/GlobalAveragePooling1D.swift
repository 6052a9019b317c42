import Tensors

/// Pooling over all positions: keeps the mean of each channel, masked steps left out.
///
/// y = mean over all steps
///
/// Shapes: x (steps, channels), y (channels).
public struct GlobalAveragePooling1D: RunnableLayer {
    public init() {}

    public static let kerasName = "GlobalAveragePooling1D"
    public static let family = LayerFamily.pool
    public static let summary = "keeps the mean of each channel"
    public static let formula = "y = mean over all steps"
    public static let arguments: [Argument<GlobalAveragePooling1D>] = []

    public var spec: LayerSpec { .globalAveragePooling1D(self) }
    public var maskRole: MaskRole { .uses(passesOn: false) }

    public func plan(input: Shape, classes: Int?) throws(LayerProblem) -> LayerFigures {
        guard input.rank == 2 else { throw LayerProblem("expects sequences (steps, features), got \(input.tuple). Remove it, or change what comes before.", repairs: [.remove]) }
        return LayerFigures(output: [input[1]], flops: input.count)
    }

    func layer(at site: LayerSite) -> any Layer {
        GlobalPoolingLayer(kernels: .init(positions: site.input.count / site.output.count, channels: site.output.count, kind: .average))
    }
}
