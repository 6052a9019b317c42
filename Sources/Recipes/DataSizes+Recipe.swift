import Datasets
import Networks

extension DataSizes {
    /// What data says of the sizes that a recipe leaves to it, with the outputs that its loss needs.
    public init(_ recipe: Recipe, classes: Int?, target: TargetKind, vocabulary: Int?) {
        self.init(classes: classes, outputs: recipe.compile?.loss.outputs(for: target), vocabulary: vocabulary)
    }

    /// Of a catalogue's data set, without reading it: the classes of a text are its symbols.
    public init(_ recipe: Recipe, _ entry: CatalogueEntry) {
        self.init(recipe, classes: entry.classes, target: TargetKind(entry, recipe.data), vocabulary: entry.family.hasSymbolsAsClasses ? entry.classes : nil)
    }

    /// Of data that has been read.
    public init(_ recipe: Recipe, _ dataset: Dataset) {
        self.init(recipe, classes: dataset.classes, target: TargetKind(dataset), vocabulary: dataset.vocabulary)
    }
}
