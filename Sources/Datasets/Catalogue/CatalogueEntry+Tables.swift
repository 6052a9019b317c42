import Tensors

extension CatalogueEntry {
    /// Tables whose rows are numbers and a class. Where the source has no test part, it is a fifth of each class.
    static let tables = [
        table("iris", "Iris", "iris.csv", target: "label", facts: "120 + 30 flowers, 4 measures, 3 classes", inputs: 4, classes: 3),
        table("wine", "Wine", "wine.csv", target: "label", facts: "142 + 36 wines, 13 measures, 3 classes", inputs: 13, classes: 3),
        table("breast-cancer", "Breast cancer", "breast-cancer.csv", target: "label", facts: "455 + 114 tumours, 30 measures, 2 classes", inputs: 30, classes: 2),
        table(
            "letter-recognition", "Letters as counts", "letters.csv.gz", target: "letter", facts: "16,000 + 4,000 printed letters, 16 measures, 26 classes", inputs: 16,
            classes: 26, split: SplitSpec(.shares(validation: 0, test: 0.2), shuffle: false)),
        table(
            "house-votes-84", "House votes 1984", "votes.csv", target: "party", facts: "348 + 87 congressmen, 16 votes (no 0, yes 1, unknown 0.5), 2 parties",
            inputs: 16, classes: 2, missing: .value(0.5), scaling: .automatic),
    ]

    private static func table(
        _ id: String, _ title: String, _ file: String, target: String, facts: String, inputs: Int, classes: Int,
        split: SplitSpec = SplitSpec(.shares(validation: 0, test: 0.2)), missing: TableSpec.Missing = .refuse, scaling: DataSpec.Scaling = .standardise
    ) -> CatalogueEntry {
        var table = TableSpec(path: file)
        table.target = [target]
        table.missing = missing
        var spec = DataSpec(source: .csv(table), scaling: scaling)
        spec.split = split
        return CatalogueEntry(id: id, title: title, facts: facts, inputShape: [inputs], classCount: classes, location: .shipped(id), content: .described(spec))
    }
}
