import Networks
import Recipes
import Training

extension Snapshot.Subject {
    /// The layer that the training page looks into: the family's, or else the first convolution, or what reads a sequence, or weighs all its inputs.
    public var shownLayer: Int {
        let layers = plan.layers
        if let own = (family.description as? any FamilyWatching)?.shownLayer(of: plan) { return own }
        return layers.firstIndex { $0.spec.family == .convolve } ?? layers.firstIndex { $0.spec.cellReading != nil }
            ?? layers.firstIndex { $0.spec.family == .dense && $0.parameters > 0 } ?? 0
    }

    /// What it looks through beside what every family's page does.
    var ownLenses: [any Lens] { (family.description as? any FamilyWatching)?.lenses ?? [] }
}
