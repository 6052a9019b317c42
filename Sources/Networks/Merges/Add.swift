/// Adds the outputs of several layers. Around the layers of a block it is a residual connection (He et al. 2016).
///
/// y = x + Σ with
public struct Add: ElementMerge {
    /// The names of the layers whose outputs are combined with the input.
    public var with: [String] = []
    var links = LayerLinks()

    /// Without names yet: a merge needs at least one.
    public init() {}

    /// `with` names layers above this one.
    public init(with: [String]) {
        self.with = with
    }

    static let kerasName = "Add"
    static let family = LayerFamily.branch
    static let summary = "adds the outputs of several layers"
    static let formula = "y = x + Σ with"
    static let arguments: [Argument<Add>] = mergeArguments(\.with)
    static let operation = ElementMergeLayer.Operation.add

    var spec: LayerSpec { .add(self) }
}
