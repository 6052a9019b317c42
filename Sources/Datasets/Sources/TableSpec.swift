/// The arguments of a table as text (CSV).
public struct TableSpec: Hashable, Sendable {
    /// The file.
    public var path: String
    /// Another table with the same columns, for the test part.
    public var testPath: String?
    /// The columns of the targets: one of classes, or any number of columns of numbers. Texts are classes, and so are whole numbers from 0 without a gap;
    /// `targets_are` overrides that.
    public var target: [String] = []
    /// The column whose texts are the inputs; `nil` reads the other columns as numbers and categories.
    public var text: String?
    /// The columns of the inputs; `nil` for all except the targets.
    public var columns: [String]?
    /// Columns that are left out of the inputs.
    public var drop: [String] = []
    /// Columns whose numbers are names of categories.
    public var categorical: [String] = []
    /// The column of a series with its times, which must increase from row to row.
    public var date: String?
    /// How missing values are treated.
    public var missing = Missing.refuse
    /// The delimiter; `nil` uses tabs in a `.tsv`, otherwise the mark that divides the first lines into equally many fields: commas, semicolons, tabs or bars.
    public var delimiter: Character?
    /// The decimal mark; `nil` uses a comma if some number of the file has a comma that can't separate thousands, otherwise a point.
    public var decimal: DecimalMark?
    /// Whether the first line has the columns' names.
    public var hasHeader = true

    /// A table with default arguments.
    public init(path: String = "") {
        self.path = path
    }

    /// How missing values of inputs are treated: fields that are empty, `?`, or a word that pandas reads as NaN (`NA`, `NaN`, `null`, `None` and others, with these
    /// capitals). In a target they are always an error.
    public enum Missing: Hashable, Sendable {
        /// They are an error that names line and column.
        case refuse
        /// They become the column's mean over the training part; for categories, the share of each category in the training rows.
        case mean
        /// They become this number.
        case value(Double)
    }
}

extension TableSpec {
    /// All arguments of a table, in the order in which a recipe writes them; a source has those that apply to it.
    static let arguments: [DataArgument<TableSpec>] = [
        .init("path", \.path, .file, isRequired: true, section: "source", help: "the table"),
        .init("test_path", \.testPath, .file, section: "source", help: "another table with the same columns, for the test part"),
        .init("target", \.target, .columns(areMostlyOne: true), standard: [], section: "table", help: "the columns to predict: one of classes, or numbers"),
        .init("text", \.text, .column, section: "table", help: "the column whose texts are the inputs"),
        .init("columns", \.columns, .columns(areMostlyOne: false), section: "table", help: "the columns of the inputs; none: all but the targets"),
        .init("drop", \.drop, .columns(areMostlyOne: false), standard: [], section: "table", help: "columns that are left out"),
        .init("categorical", \.categorical, .columns(areMostlyOne: false), standard: [], section: "table", help: "columns whose numbers are categories"),
        .init("date", \.date, .column, section: "table", help: "the column of times, increasing from row to row"),
        .init("missing", \.missing, Missing.domain, standard: .refuse, section: "table", help: "how missing values are treated"),
        .init(
            "delimiter", \.delimiter, .text(expectation: "one character or tab") { Character(DataValue.text($0)) != nil }, section: "table",
            help: "what separates fields: one character, or tab; none: detected from the file"),
        .init("decimal", \.decimal, .words(of: DecimalMark.self), section: "table", help: "the mark before decimals; none: detected from the file"),
        .init("header", \.hasHeader, .flag, standard: true, section: "table", help: "the first line names the columns"),
    ]

    /// Arguments of a table that can't be combined.
    static let rules: [DataRule] = [
        .exclusion("drop", "columns", because: "which name every input"),
        DataRule(
            blamed: "categorical", other: "columns",
            isBroken: { data, _ in data.source.table.map { table in table.columns != nil && table.unlistedCategory != nil } ?? false },
            sentence: { data in
                let table = data.source.table ?? TableSpec()
                return
                    "categorical: expected some of columns, \((table.columns ?? []).prefix(20).joined(separator: ", ").prefix(200)), got \((table.unlistedCategory ?? "").prefix(40)). Add it to columns, or remove it."
            },
            mend: { data, _ in
                let columns = data.source.table?.columns ?? []
                data.source.table?.categorical.removeAll { !columns.contains($0) }
            }),
    ]

    /// The first categorical column that is not among the input columns.
    private var unlistedCategory: String? { columns.flatMap { columns in categorical.first { !columns.contains($0) } } }

    /// Whether both read the same rows of the same file, whichever columns they use.
    public func readsRows(of other: TableSpec) -> Bool { path == other.path && format == other.format }

    var format: CsvFormat { CsvFormat(delimiter: delimiter, decimal: decimal, hasHeader: hasHeader) }
}

extension TableSpec.Missing: DataValued {
    /// The numbers that may replace missing values.
    public static let valueRange = -1e9...1e9

    static let domain = DataDomain.variant(
        [
            DataVariant("refuse", .word("refuse")), DataVariant("mean", .word("mean")),
            DataVariant(
                "value", .bare,
                [
                    DataField("value", .real(valueRange, kind: "a number", includesUpper: true), help: "the value for empty fields").with {
                        ($0.isRequired, $0.first) = (true, .real(0))
                    }
                ]),
        ], expectation: "refuse, mean or a number", example: "Write refuse, mean or a number.")

    var dataValue: DataValue {
        switch self {
        case .refuse: .variant("refuse", [:])
        case .mean: .variant("mean", [:])
        case .value(let number): .variant("value", ["value": .real(number)])
        }
    }

    init?(_ value: DataValue) {
        guard case .variant(let name, let values) = value else { return nil }
        switch (name, values["value"]) {
        case ("refuse", _): self = .refuse
        case ("mean", _): self = .mean
        case ("value", .real(let number)?): self = .value(number)
        default: return nil
        }
    }
}

/// A delimiter is written as one character, or `tab`.
extension Character: DataValued {
    var dataValue: DataValue { .text(self == "\t" ? "tab" : String(self)) }

    init?(_ value: DataValue) {
        guard case .text(let word) = value, let character = word == "tab" ? "\t" : word.count == 1 ? word.first : nil,
            character.isASCII, !character.isNewline, character != "\""
        else { return nil }
        self = character
    }
}
