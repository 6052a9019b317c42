import Tensors

/// Begins another trunk at the data: what comes after it reads the inputs again instead of the layer above.
///
/// y = the inputs
public struct InputLayer: RunnableLayer {
    public var links = LayerLinks()

    public init() {}

    public static let kerasName = "Input"
    public static let family = LayerFamily.branch
    public static let summary = "begins another trunk at the data"
    public static let formula = "y = the inputs"
    public static let arguments: [Argument<InputLayer>] = []

    public static let worksStepByStep = false
    public static let arrangement = Arrangement.reshapes

    public var spec: LayerSpec { .input(self) }
    public var maskRole: MaskRole { .passes }

    public func plan(input: Shape, sizes: DataSizes) throws(LayerProblem) -> LayerFigures { LayerFigures(output: input) }
    func layer(at site: LayerSite) -> any Layer { CopyLayer(outputCount: site.output.count) }
}
