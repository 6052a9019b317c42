/// The mean of what several layers give.
///
/// y = (x + Σ with) / n
public struct Average: ElementMerge {
    public var with: [String] = []
    var links = LayerLinks()

    public init() {}

    public init(with: [String]) {
        self.with = with
    }

    static let kerasName = "Average"
    static let family = LayerFamily.branch
    static let summary = "takes the mean of what several layers give"
    static let formula = "y = (x + Σ with) / n"
    static let arguments: [Argument<Average>] = mergeArguments(\.with)
    static let operation = ElementMergeLayer.Operation.average

    var spec: LayerSpec { .average(self) }
}
