/// The mean of the outputs of several layers.
///
/// y = (x + Σ with) / n
public struct Average: ElementMerge {
    /// The names of the layers whose outputs are combined with the input.
    public var with: [String] = []
    var links = LayerLinks()

    /// Without names yet: a merge needs at least one.
    public init() {}

    /// `with` names layers above this one.
    public init(with: [String]) {
        self.with = with
    }

    static let kerasName = "Average"
    static let family = LayerFamily.branch
    static let summary = "averages the outputs of several layers"
    static let formula = "y = (x + Σ with) / n"
    static let arguments: [Argument<Average>] = mergeArguments(\.with)
    static let operation = ElementMergeLayer.Operation.average

    var spec: LayerSpec { .average(self) }
}
