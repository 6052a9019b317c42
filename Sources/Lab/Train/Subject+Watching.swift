import Networks
import Recipes
import Training

extension Snapshot.Subject {
    /// The index of the layer that the training page shows: the family's, or the first convolution, or the first recurrent layer, or the first dense layer.
    public var shownLayer: Int {
        let layers = plan.layers
        if let own = (family.description as? any FamilyWatching)?.shownLayer(of: plan) { return own }
        return layers.firstIndex { $0.spec.family == .convolve } ?? layers.firstIndex { $0.spec.cellReading != nil }
            ?? layers.firstIndex { $0.spec.family == .dense && $0.parameters > 0 } ?? 0
    }

    /// The lenses that the family adds to those of all families.
    var ownLenses: [any Lens] { (family.description as? any FamilyWatching)?.lenses ?? [] }
}
