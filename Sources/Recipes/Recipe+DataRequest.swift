import Datasets

extension Recipe {
    /// How the recipe reads its data, without the paths of the files: the same request gives the same examples from the same files.
    public var dataRequest: String {
        var data = readData
        data.source = data.source.changedPaths { _ in "…" }
        return data.yaml + (fit.validationSplit > 0 ? " with validation_split: \(fit.validationSplit)" : "")
    }
}
