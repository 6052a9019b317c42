/// Multiplies the outputs of several layers: a gate, where one of them ends with a sigmoid. A masked step of an input counts as 1; a step that is masked in every input gives 0.
///
/// y = x ∘ Π with
public struct Multiply: ElementMerge {
    /// The names of the layers whose outputs are combined with the input.
    public var with: [String] = []
    var links = LayerLinks()

    /// Without names yet: a merge needs at least one.
    public init() {}

    /// `with` names layers above this one.
    public init(with: [String]) {
        self.with = with
    }

    static let kerasName = "Multiply"
    static let family = LayerFamily.branch
    static let summary = "multiplies the outputs of several layers"
    static let formula = "y = x ∘ Π with"
    static let arguments: [Argument<Multiply>] = mergeArguments(\.with)
    static let operation = ElementMergeLayer.Operation.multiply

    var spec: LayerSpec { .multiply(self) }
}
