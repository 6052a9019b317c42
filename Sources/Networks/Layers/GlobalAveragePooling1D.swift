import Kernels
import Tensors

/// Pooling over all steps: keeps the mean of each channel, without masked steps.
///
/// y = mean over all steps
///
/// Shapes: x (steps, channels), y (channels).
public struct GlobalAveragePooling1D: GlobalPooling {
    var links = LayerLinks()

    /// It has no arguments.
    public init() {}

    static let kerasName = "GlobalAveragePooling1D"
    static let family = LayerFamily.pool
    static let summary = "keeps the mean of each channel"
    static let formula = "y = mean over all steps"
    static let arguments: [Argument<GlobalAveragePooling1D>] = []
    static let kind = PoolingKernels.Kind.average
    static let rank = 2

    var spec: LayerSpec { .globalAveragePooling1D(self) }
    var maskRole: MaskRole { .uses(passesOn: false) }

    func plan(input: Shape, sizes: DataSizes) throws(LayerProblem) -> LayerFigures { try figures(on: input) }
}
