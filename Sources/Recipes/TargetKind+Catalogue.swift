import Datasets
import Networks
import Tensors

extension TargetKind {
    /// The kind of targets that a data set of the catalogue has as a recipe prepares it, without reading the data.
    public init(_ entry: CatalogueEntry, _ spec: DataSpec) {
        if spec.targets == .inputs {
            self = .inputs(entry.inputShape(for: spec))
        } else if let classes = entry.classes {
            self = .classes(classes, perSample: entry.targetsPerSample(for: spec))
        } else {
            self = .values([1])
        }
    }
}
