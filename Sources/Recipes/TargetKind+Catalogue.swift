import Datasets
import Networks
import Tensors

extension TargetKind {
    /// What the targets of a catalogue's data set are as a recipe prepares them, known without reading the data.
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
