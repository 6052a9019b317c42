import Datasets

extension Recipe {
    /// What the recipe asks of its data, wherever the files lie: with the same request the same files give the same examples.
    public var dataRequest: String {
        var data = readData
        data.source = data.source.changedPaths { _ in "…" }
        return data.yaml + (fit.validationSplit > 0 ? " with validation_split: \(fit.validationSplit)" : "")
    }
}
