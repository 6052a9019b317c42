/// Multiplies what several layers give: a gate, where one of them ends with a sigmoid. A masked step counts as 1, and gives 0 where every factor is masked.
///
/// y = x ∘ Π with
public struct Multiply: ElementMerge {
    public var with: [String] = []
    public var links = LayerLinks()

    public init() {}

    public init(with: [String]) {
        self.with = with
    }

    public static let kerasName = "Multiply"
    public static let family = LayerFamily.branch
    public static let summary = "multiplies what several layers give"
    public static let formula = "y = x ∘ Π with"
    public static let arguments: [Argument<Multiply>] = mergeArguments(\.with)
    static let operation = ElementMergeLayer.Operation.multiply

    public var spec: LayerSpec { .multiply(self) }
}
