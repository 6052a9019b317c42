/// What a recipe says of a table as text.
public struct TableSpec: Hashable, Sendable {
    public var path: String
    /// Another table of the same columns, for the test part.
    public var testPath: String?
    /// The columns of the targets: one of classes, or numbers. Texts are classes, and whole numbers that count from 0 without a gap;
    /// `targets_are` says otherwise.
    public var target: [String] = []
    /// The column whose texts are the inputs; `nil` takes the other columns as numbers and categories.
    public var text: String?
    /// The columns of the inputs; all but the targets where not said.
    public var columns: [String]?
    public var drop: [String] = []
    /// Columns whose numbers are names.
    public var categorical: [String] = []
    /// The column of a series that must grow from row to row.
    public var date: String?
    public var missing = Missing.refuse
    /// `nil` takes tabs in a `.tsv`, else what parts the first lines evenly: commas, semicolons, tabs or bars.
    public var delimiter: Character?
    /// `nil` takes a comma where the file's numbers have one that can part no thousands, else a point.
    public var decimal: DecimalMark?
    public var hasHeader = true

    public init(path: String = "") {
        self.path = path
    }

    /// What becomes of fields of which nothing is known: empty, `?`, or a word that pandas takes for NaN (`NA`, `NaN`, `null`, `None` and their like, in these
    /// capitals). In the target they are an error always: nothing can be learnt from them.
    public enum Missing: Hashable, Sendable {
        /// Is an error that names line and column.
        case refuse
        /// The column's mean over the training part; of a category, the share of the training rows that are of it.
        case mean
        case value(Double)
    }
}

extension TableSpec {
    /// Every argument of a table, in the order of a recipe; a source takes those that say something of it.
    static let arguments: [DataArgument<TableSpec>] = [
        .init("path", \.path, .file, isRequired: true, section: "source", help: "the table"),
        .init("test_path", \.testPath, .file, section: "source", help: "another table of the same columns, to test with"),
        .init("target", \.target, .columns(areMostlyOne: true), standard: [], section: "table", help: "the columns to be learnt: one of classes, or numbers"),
        .init("text", \.text, .column, section: "table", help: "the column whose texts are the inputs"),
        .init("columns", \.columns, .columns(areMostlyOne: false), section: "table", help: "the columns of the inputs; none: all but the targets"),
        .init("drop", \.drop, .columns(areMostlyOne: false), standard: [], section: "table", help: "columns that are left out"),
        .init("categorical", \.categorical, .columns(areMostlyOne: false), standard: [], section: "table", help: "columns whose numbers are names"),
        .init("date", \.date, .column, section: "table", help: "the column that must grow from row to row"),
        .init("missing", \.missing, Missing.domain, standard: .refuse, section: "table", help: "what becomes of empty fields"),
        .init(
            "delimiter", \.delimiter, .text(expectation: "one character or tab") { Character(DataValue.text($0)) != nil }, section: "table",
            help: "what stands between fields: one character, or tab; none: as the file has it"),
        .init("decimal", \.decimal, .words(of: DecimalMark.self), section: "table", help: "what stands before decimals; none: as the file has it"),
        .init("header", \.hasHeader, .flag, standard: true, section: "table", help: "the first line names the columns"),
    ]

    /// What can't stand side by side in any table.
    static let rules: [DataRule] = [
        .exclusion("drop", "columns", because: "which name every input"),
        DataRule(
            blamed: "categorical", other: "columns",
            isBroken: { data, _ in data.source.table.map { table in table.columns != nil && table.strangers != nil } ?? false },
            sentence: { data in
                let table = data.source.table ?? TableSpec()
                return
                    "categorical: expected some of columns, \((table.columns ?? []).prefix(20).joined(separator: ", ").prefix(200)), got \((table.strangers ?? "").prefix(40)). Add it to columns, or take it out."
            },
            mend: { data, _ in
                let columns = data.source.table?.columns ?? []
                data.source.table?.categorical.removeAll { !columns.contains($0) }
            }),
    ]

    /// The first category that is none of the named columns.
    private var strangers: String? { columns.flatMap { columns in categorical.first { !columns.contains($0) } } }

    /// Whether both read the same rows, whatever they take from them.
    public func readsRows(of other: TableSpec) -> Bool { path == other.path && form == other.form }

    var form: CsvForm { CsvForm(delimiter: delimiter, decimal: decimal, hasHeader: hasHeader) }
}

extension TableSpec.Missing: DataValued {
    public static let valueRange = -1e9...1e9

    static let domain = DataDomain.variant(
        [
            DataVariant("refuse", .word("refuse")), DataVariant("mean", .word("mean")),
            DataVariant(
                "value", .bare,
                [
                    DataField("value", .real(valueRange, kind: "a number", includesUpper: true), help: "what stands in empty fields").with {
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

/// What stands between fields: one character, or `tab`.
extension Character: DataValued {
    var dataValue: DataValue { .text(self == "\t" ? "tab" : String(self)) }

    init?(_ value: DataValue) {
        guard case .text(let word) = value, let character = word == "tab" ? "\t" : word.count == 1 ? word.first : nil,
            character.isASCII, !character.isNewline, character != "\""
        else { return nil }
        self = character
    }
}
