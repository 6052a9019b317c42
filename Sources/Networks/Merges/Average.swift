/// The mean of what several layers give.
///
/// y = (x + Σ with) / n
public struct Average: ElementMerge {
    public var with: [String] = []
    public var links = LayerLinks()

    public init() {}

    public init(with: [String]) {
        self.with = with
    }

    public static let kerasName = "Average"
    public static let family = LayerFamily.branch
    public static let summary = "takes the mean of what several layers give"
    public static let formula = "y = (x + Σ with) / n"
    public static let arguments: [Argument<Average>] = mergeArguments(\.with)
    static let operation = ElementMergeLayer.Operation.average

    public var spec: LayerSpec { .average(self) }
}
