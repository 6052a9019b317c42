import Networks
import Recipes
import Training

/// What the training page shows of the layers, where it differs from a network's.
protocol FamilyWatching: FamilyDescription {
    /// The index in the model of the layer that is shown next to the curves; `nil` to choose as for a network.
    func shownLayer(of plan: StackPlan) -> Int?
    /// Further lenses that the page shows.
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
    /// The code: the first of the narrowest layers before the last one.
    func shownLayer(of plan: StackPlan) -> Int? {
        let inner = plan.layers.dropLast()
        return inner.indices.min { inner[$0].output.count < inner[$1].output.count } ?? 0
    }
}
