import Kernels
import Tensors

/// Passes its inputs on unchanged and adds a penalty on them to the loss, so that few of them are far from 0: a sparse code.
///
/// y = x, loss += (l1 · Σ|x| + l2 · Σx²) / batch size
///
/// Shapes: x and y any, the same; the sums go over all values of all samples of a batch.
public struct ActivityRegularization: RunnableLayer {
    /// The share of the absolute values in the loss.
    public var l1 = 0.0
    /// The share of the squares in the loss.
    public var l2 = 0.0
    var links = LayerLinks()

    /// Both shares are 0, as in Keras: no penalty.
    public init() {}

    /// Shares of the absolute values and of the squares, from 0.
    public init(l1: Double, l2: Double = 0) {
        (self.l1, self.l2) = (l1, l2)
    }

    static let kerasName = "ActivityRegularization"
    static let family = LayerFamily.steady
    static let summary = "passes values on, and adds a penalty on them to the loss"
    static let formula = "y = x, loss += (l1 · Σ|x| + l2 · Σx²) / batch size"
    static let arguments: [Argument<ActivityRegularization>] = [
        .real("l1", \.l1, 0...1e6, help: "share of the absolute values: many become 0"),
        .real("l2", \.l2, 0...1e6, help: "share of the squares: they stay small"),
    ]

    static let worksStepByStep = false

    var spec: LayerSpec { .activityRegularization(self) }
    var maskRole: MaskRole { .passes }
    var activityRegularizer: Regularizer? { Regularizer(.l1l2, ["l1": .number(l1), "l2": .number(l2)]) }

    func plan(input: Shape, sizes: DataSizes) throws(LayerProblem) -> LayerFigures { LayerFigures(output: input) }
    func layer(at site: LayerSite) -> any Layer { CopyLayer(outputCount: site.output.count) }
}
