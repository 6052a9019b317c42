import Networks
import Recipes
import Training

/// What the training page looks into, where a family's is not a network's.
protocol FamilyWatching: FamilyDescription {
    /// The layer (index in the model) that is shown beside the curves; `nil` where a network's is.
    func shownLayer(of plan: StackPlan) -> Int?
    /// The lenses of its own that the page looks through.
    var lenses: [any Lens] { get }
}

extension FamilyWatching {
    func shownLayer(of plan: StackPlan) -> Int? { nil }
    var lenses: [any Lens] { [] }
}

extension BoltzmannMachineFamily: FamilyWatching {
    var lenses: [any Lens] { [MachineLens()] }
}

extension AutoencoderFamily: FamilyWatching {
    /// The code: the narrowest layer before the last, the first of them, which the inputs are squeezed through.
    func shownLayer(of plan: StackPlan) -> Int? {
        let inner = plan.layers.dropLast()
        return inner.indices.min { inner[$0].output.count < inner[$1].output.count } ?? 0
    }
}
