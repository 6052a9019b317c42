import Datasets
import Networks

extension DataSizes {
    /// The sizes that a recipe takes from its data (`num_classes`, `num_outputs`, `vocabulary`); the number of outputs is what the recipe's loss needs for such targets.
    public init(_ recipe: Recipe, classes: Int?, target: TargetKind, vocabulary: Int?) {
        self.init(classes: classes, outputs: recipe.compile?.loss.outputs(for: target), vocabulary: vocabulary)
    }

    /// The sizes of a data set of the catalogue, without reading it. The classes of a text are its symbols.
    public init(_ recipe: Recipe, _ entry: CatalogueEntry) {
        self.init(recipe, classes: entry.classes, target: TargetKind(entry, recipe.data), vocabulary: entry.family.hasSymbolsAsClasses ? entry.classes : nil)
    }

    /// The sizes of data that has been read.
    public init(_ recipe: Recipe, _ dataset: Dataset) {
        self.init(recipe, classes: dataset.classes, target: TargetKind(dataset), vocabulary: dataset.vocabulary)
    }
}
