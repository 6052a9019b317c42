/// Multiplies what several layers give: a gate, where one of them ends with a sigmoid. A masked step counts as 1, and gives 0 where every factor is masked.
///
/// y = x ∘ Π with
public struct Multiply: ElementMerge {
    public var with: [String] = []
    var links = LayerLinks()

    public init() {}

    public init(with: [String]) {
        self.with = with
    }

    static let kerasName = "Multiply"
    static let family = LayerFamily.branch
    static let summary = "multiplies what several layers give"
    static let formula = "y = x ∘ Π with"
    static let arguments: [Argument<Multiply>] = mergeArguments(\.with)
    static let operation = ElementMergeLayer.Operation.multiply

    var spec: LayerSpec { .multiply(self) }
}
