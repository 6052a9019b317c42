/// Adds up what several layers give: with the layers of a block between them, a residual connection (He et al. 2016).
///
/// y = x + Σ with
public struct Add: ElementMerge {
    public var with: [String] = []
    public var links = LayerLinks()

    public init() {}

    public init(with: [String]) {
        self.with = with
    }

    public static let kerasName = "Add"
    public static let family = LayerFamily.branch
    public static let summary = "adds up what several layers give"
    public static let formula = "y = x + Σ with"
    public static let arguments: [Argument<Add>] = mergeArguments(\.with)
    static let operation = ElementMergeLayer.Operation.add

    public var spec: LayerSpec { .add(self) }
}
