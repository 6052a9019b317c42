/// Adds up what several layers give: with the layers of a block between them, a residual connection (He et al. 2016).
///
/// y = x + Σ with
public struct Add: ElementMerge {
    public var with: [String] = []
    var links = LayerLinks()

    public init() {}

    public init(with: [String]) {
        self.with = with
    }

    static let kerasName = "Add"
    static let family = LayerFamily.branch
    static let summary = "adds up what several layers give"
    static let formula = "y = x + Σ with"
    static let arguments: [Argument<Add>] = mergeArguments(\.with)
    static let operation = ElementMergeLayer.Operation.add

    var spec: LayerSpec { .add(self) }
}
