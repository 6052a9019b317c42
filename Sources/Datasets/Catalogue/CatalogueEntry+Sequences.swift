import Tensors

extension CatalogueEntry {
    /// Texts, DNA sequences, time series and sums.
    static let sequences = [
        CatalogueEntry(
            id: "us-first-names", title: "First names", facts: "3,533 + 758 names by character, 2 classes", inputShape: [11], classCount: 2,
            location: .shipped("us-first-names"),
            content: .described(text("first_names.csv", of: "name", target: "sex", split: SplitSpec(.column("split"))) { $0.vocabulary = .characters })),
        CatalogueEntry(
            id: "sentiment-snippets", title: "Sentiment of snippets", facts: "4,603 + 990 texts by word, 2 classes", inputShape: [40], classCount: 2,
            location: .shipped("sentiment-snippets"),
            content: .described(
                text("snippets.tsv.gz", of: "text", target: "label", split: SplitSpec(.column("split"))) {
                    $0.vocabulary = .words
                    $0.length = 40
                }), classNames: .list(["negative", "positive"])),
        CatalogueEntry(
            id: "dna-splice", title: "Splice junctions", facts: "2,233 + 630 sequences of 60 bases, 3 classes", inputShape: [60, 4], classCount: 3,
            location: .shipped("dna-splice"),
            content: .described(text("splice.csv", of: "sequence", target: "class", split: SplitSpec(.column("split")), oneHot: .fitted) { $0.alphabet = "ACGT" })),
        CatalogueEntry(
            id: "dna-promoters", title: "Promoters", facts: "85 + 21 sequences of 57 bases, 2 classes", inputShape: [57, 4], classCount: 2,
            location: .shipped("dna-promoters"),
            content: .described(
                text(
                    "promoters.csv", of: "sequence", target: "class", split: SplitSpec(.shares(validation: 0, test: 0.2)), oneHot: .fitted
                ) { $0.alphabet = "ACGT" }), classNames: .list(["promoter", "none"])),
        CatalogueEntry(
            id: "austen-pride-prejudice", title: "Pride and Prejudice", facts: "windows of 40 characters of prose, the next character as the target of each step",
            inputShape: [40], classCount: 76, location: .shipped("austen-pride-prejudice"), content: .described(austen)),
        CatalogueEntry(
            id: "stocks-nyse", title: "New York Stock Exchange", facts: "windows of 5 days of return, volume, volatility; the next day's volume",
            inputShape: [5, 3], classCount: 0, location: .shipped("stocks-nyse"), content: .described(stocks)),
        CatalogueEntry(
            id: "oil-wti", title: "Oil price", facts: "windows of 30 daily prices, the next day's as the target", inputShape: [30, 1], classCount: 0,
            location: .shipped("oil-wti"), content: .described(oil)),
        CatalogueEntry(
            id: "addition", title: "Addition", facts: "4,500 + 50 sums such as 12+34 as characters, 3 characters of answer", inputShape: [5, 12], classCount: 12,
            location: .nowhere, content: .generated(AdditionProblem(), addition)),
    ]

    private static func text(
        _ file: String, of column: String, target: String, split: SplitSpec, oneHot: DataSpec.OneHotChoice? = nil, _ change: (inout SequenceSpec) -> Void
    ) -> DataSpec {
        var table = TableSpec(path: file)
        table.text = column
        table.target = [target]
        var spec = DataSpec(source: .csv(table))
        spec.split = split
        spec.oneHot = oneHot
        change(&spec.sequence)
        return spec
    }

    private static var austen: DataSpec {
        var spec = DataSpec(source: .text(path: "pride_and_prejudice.txt", testPath: nil))
        spec.split = SplitSpec(.shares(validation: 0, test: 0.1))
        spec.sequence.steps = 40
        return spec
    }

    private static var stocks: DataSpec {
        var table = TableSpec(path: "nyse.csv")
        (table.date, table.target, table.columns) = ("date", ["log_volume"], ["dj_return", "log_volume", "log_volatility"])
        var spec = DataSpec(source: .series(table), scaling: .standardise)
        spec.split = SplitSpec(.column("train"))
        spec.sequence.steps = 5
        return spec
    }

    private static var oil: DataSpec {
        var table = TableSpec(path: "wti_daily.csv")
        (table.date, table.target, table.columns) = ("date", ["usd_per_barrel"], ["usd_per_barrel"])
        var spec = DataSpec(source: .series(table), scaling: .standardise)
        spec.targetScaling = .standardise
        spec.split = SplitSpec(.shares(validation: 0, test: 0.15))
        spec.sequence.steps = 30
        return spec
    }

    private static var addition: DataSpec {
        var spec = DataSpec(source: .catalogue("addition"))
        spec.split = SplitSpec(.shares(validation: 0.1, test: 0))
        spec.oneHot = .fitted
        return spec
    }
}
