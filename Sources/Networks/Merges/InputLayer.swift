import Tensors

/// Starts another branch from the data: the next layer reads the inputs again instead of the layer above.
///
/// y = the inputs
public struct InputLayer: RunnableLayer {
    var links = LayerLinks()

    /// It has no arguments.
    public init() {}

    static let kerasName = "Input"
    static let family = LayerFamily.branch
    static let summary = "starts another branch from the data"
    static let formula = "y = the inputs"
    static let arguments: [Argument<InputLayer>] = []

    static let worksStepByStep = false
    static let arrangement = Arrangement.reshapes

    var spec: LayerSpec { .input(self) }
    var maskRole: MaskRole { .passes }

    func plan(input: Shape, sizes: DataSizes) throws(LayerProblem) -> LayerFigures { LayerFigures(output: input) }
    func layer(at site: LayerSite) -> any Layer { CopyLayer(outputCount: site.output.count) }
}
