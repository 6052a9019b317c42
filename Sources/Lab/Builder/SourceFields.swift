import Datasets
import Networks

/// Where the examples come from: the files of the user's own data, and how a table is read.
extension DataRow {
    static let source: [DataRow] =
        arrays("npy", inputs: "inputs", targets: "targets", testInputs: "test_inputs", testTargets: "test_targets") { if case .npy = $0.source { true } else { false } }
        + arrays("idx", inputs: "images", targets: "labels", testInputs: "test_images", testTargets: "test_labels") { if case .idx = $0.source { true } else { false } }
        + [
            path("folder", "a folder with a folder of pictures for each class", isRequired: true, isThere: { $0.source.pictures != nil }, get: { $0.source.pictures?.folder }) {
                $0.source.pictures?.folder = $1 ?? ""
            },
            path("test_folder", "another such folder, to test with", isThere: { $0.source.pictures != nil }, get: { $0.source.pictures?.test }) { $0.source.pictures?.test = $1 },
            path("path", "the table", isRequired: true, isThere: { $0.source.table != nil }, get: { $0.source.table?.path }) { $0.source.table?.path = $1 ?? "" },
            path("test_path", "another table of the same columns, to test with", isThere: { $0.source.table != nil }, get: { $0.source.table?.testPath }) {
                $0.source.table?.testPath = $1
            },
            path("path", "the text", isRequired: true, isThere: { $0.source.running != nil }, get: { $0.source.running?.path }) { $0.source.running?.path = $1 ?? "" },
            path("test_path", "another text, to test with", isThere: { $0.source.running != nil }, get: { $0.source.running?.test }) { $0.source.running?.test = $1 },
            DataRow(
                path: "source.otherwise", domain: .choice([nothing] + CatalogueEntry.all.map(\.id)), help: "what is taken where this data is not installed",
                section: "source", standard: .choice(nothing), isThere: { if case .catalogue = $0.source { true } else { false } },
                get: { .choice($0.otherwise ?? nothing) },
                set: { data, value in
                    guard case .choice(let word) = value, word == nothing || CatalogueEntry.named(word) != nil else { return false }
                    data.otherwise = word == nothing ? nil : word
                    return true
                }),
        ]

    static let table: [DataRow] = [
        names("source.target", "the columns to be learnt: one of classes, or numbers", section: "table", isThere: { $0.source.table != nil }, get: { $0.source.table?.target ?? [] }) {
            $0.learn($1)
        },
        column("text", "the column whose texts are the inputs", isThere: { if case .csv = $0.source { true } else { false } }, get: { $0.source.table?.text }) {
            $0.readTexts(of: $1)
        },
        column("date", "the column that must grow from row to row", isThere: { if case .series = $0.source { true } else { false } }, get: { $0.source.table?.date }) {
            $0.orderRows(by: $1)
        },
        names(
            "source.columns", "the columns of the inputs; none: all but the targets", section: "table", isThere: \.readsColumns, get: { $0.source.table?.columns ?? [] }
        ) {
            $0.source.table?.columns = $1.isEmpty ? nil : $1
            $0.settleTable()
        },
        names(
            "source.drop", "columns that are left out", section: "table", isThere: { $0.readsColumns && $0.source.table?.columns == nil },
            get: { $0.source.table?.drop ?? [] }
        ) { $0.source.table?.drop = $1 },
        names(
            "source.categorical", "columns whose numbers are names", section: "table", isThere: { $0.readsColumns && !$0.isSeries },
            get: { $0.source.table?.categorical ?? [] }
        ) {
            $0.source.table?.categorical = $1
            $0.settleTable()
        },
        DataRow(
            path: "source.missing", domain: .choice(["refuse", "mean", "value"]), help: "what becomes of empty fields", section: "table", standard: .choice("refuse"),
            isThere: \.readsColumns,
            get: {
                switch $0.source.table?.missing {
                case .refuse, nil: .choice("refuse")
                case .mean: .choice("mean")
                case .value: .choice("value")
                }
            },
            set: { data, value in
                guard case .choice(let word) = value, let missing = ["refuse": TableSpec.Missing.refuse, "mean": .mean, "value": .value(0)][word] else { return false }
                data.source.table?.missing = missing
                return true
            }),
        DataRow(
            path: "source.missing.value", domain: .real(TableSpec.Missing.valueRange, includesUpper: true), help: "what stands in empty fields", section: "table", level: 1,
            isThere: { if case .value = $0.source.table?.missing { true } else { false } },
            get: { if case .value(let number) = $0.source.table?.missing { .real(number) } else { .none } },
            set: { data, value in
                guard let number = value.number, TableSpec.Missing.valueRange.contains(number) else { return false }
                data.source.table?.missing = .value(number)
                return true
            }),
        text(
            "source.delimiter", "what stands between fields: one character, or tab; none: a comma, in a .tsv a tab", section: "table",
            expectation: "one character, tab or none", isThere: { $0.source.table != nil },
            get: { $0.source.table?.delimiter.map { $0 == "\t" ? "tab" : String($0) } },
            set: { $0.source.table?.delimiter = $1 == "tab" ? "\t" : $1?.first }
        ).checked { typed in typed == "tab" || typed.count == 1 && typed.allSatisfy { $0.isASCII && !$0.isNewline && $0 != "\"" } },
        DataRow(
            path: "source.header", domain: .flag, help: "the first line names the columns", section: "table", standard: .flag(true), isThere: { $0.source.table != nil },
            get: { .flag($0.source.table?.hasHeader ?? true) },
            set: { data, value in
                guard case .flag(let flag) = value else { return false }
                data.source.table?.hasHeader = flag
                return true
            }),
    ]

    private static func arrays(
        _ source: String, inputs: String, targets: String, testInputs: String, testTargets: String, isThere: @escaping @Sendable (DataSpec) -> Bool
    ) -> [DataRow] {
        func file(_ name: String, _ help: String, _ part: any WritableKeyPath<DataSource.ArrayPaths, String?> & Sendable) -> DataRow {
            path(name, help, isThere: isThere, get: { $0.source.arrays?[keyPath: part] }) { $0.source.arrays?[keyPath: part] = $1 }
        }
        return [
            path(inputs, "the inputs, a \(source) file", isRequired: true, isThere: isThere, get: { $0.source.arrays?.inputs }) { $0.source.arrays?.inputs = $1 ?? "" },
            file(targets, "what is to be learnt; none: the inputs", \.targets), file(testInputs, "inputs to test with", \.testInputs),
            file(testTargets, "their targets", \.testTargets), file("weights", "a factor of the loss for each training example", \.weights),
        ]
    }

    private static func path(
        _ name: String, _ help: String, isRequired: Bool = false, isThere: @escaping @Sendable (DataSpec) -> Bool, get: @escaping @Sendable (DataSpec) -> String?,
        set: @escaping @Sendable (inout DataSpec, String?) -> Void
    ) -> DataRow {
        text(
            "source." + name, help, section: "source", isRequired: isRequired, expectation: isRequired ? "a path, from the recipe's folder" : "a path, from the recipe's folder, or none",
            isThere: isThere, get: get, set: set)
    }

    private static func column(
        _ name: String, _ help: String, isThere: @escaping @Sendable (DataSpec) -> Bool, get: @escaping @Sendable (DataSpec) -> String?,
        set: @escaping @Sendable (inout DataSpec, String?) -> Void
    ) -> DataRow {
        text("source." + name, help, section: "table", expectation: "a column's name, or none", isThere: isThere, get: get, set: set)
    }

    /// The same, refusing texts that are none of its kind.
    func checked(_ isFit: @escaping @Sendable (String) -> Bool) -> DataRow {
        DataRow(path: path, domain: domain, help: help, section: section, level: level, expectation: expectation, standard: standard, isThere: isThere, get: get) { [set] data, value in
            if case .choice(let typed) = value, !typed.isEmpty, typed != Self.nothing, !isFit(typed) { return false }
            return set(&data, value)
        }
    }
}

extension DataSource {
    /// The parts of a source, `nil` where it has none such; setting changes a source of that kind only.
    fileprivate var arrays: ArrayPaths? {
        get {
            switch self {
            case .npy(let paths), .idx(let paths): paths
            default: nil
            }
        }
        set {
            guard let newValue else { return }
            switch self {
            case .npy: self = .npy(newValue)
            case .idx: self = .idx(newValue)
            default: break
            }
        }
    }

    fileprivate var table: TableSpec? {
        get {
            switch self {
            case .csv(let table), .series(let table): table
            default: nil
            }
        }
        set {
            guard let newValue else { return }
            switch self {
            case .csv: self = .csv(newValue)
            case .series: self = .series(newValue)
            default: break
            }
        }
    }

    fileprivate var pictures: (folder: String, test: String?)? {
        get { if case .images(let folder, let test) = self { (folder, test) } else { nil } }
        set { if case .images = self, let newValue { self = .images(folder: newValue.folder, testFolder: newValue.test) } }
    }

    fileprivate var running: (path: String, test: String?)? {
        get { if case .text(let path, let test) = self { (path, test) } else { nil } }
        set { if case .text = self, let newValue { self = .text(path: newValue.path, testPath: newValue.test) } }
    }
}

extension DataSpec {
    static let splitColumnRow = "split.column"
    /// The rows of the form that name a column; of several targets the first one is picked.
    static let columnRows: Set<String> = ["source.target", "source.text", "source.date", splitColumnRow]

    /// Names a column as it is, whatever characters are in it.
    mutating func pickColumn(_ path: String, _ name: String?) {
        switch path {
        case BuilderState.target: learn(name.map { [$0] } ?? [])
        case "source.text": readTexts(of: name)
        case "source.date": orderRows(by: name)
        case Self.splitColumnRow: if let name { split?.kind = .column(name) }
        default: break
        }
    }

    fileprivate mutating func learn(_ columns: [String]) {
        source.table?.target = columns
        settleTable()
    }

    fileprivate mutating func readTexts(of column: String?) {
        source.table?.text = column
        settleTable()
        if column == nil { sequence = SequenceSpec() }
    }

    fileprivate mutating func orderRows(by column: String?) { source.table?.date = column }

    /// Whether both read the same table, whatever they take from it.
    func readsTable(of other: DataSpec) -> Bool {
        guard let own = source.table, let table = other.source.table else { return source == other.source && otherwise == other.otherwise }
        return (own.path, own.delimiter, own.hasHeader) == (table.path, table.delimiter, table.hasHeader)
    }

    /// A table whose columns are the inputs, not the texts of one.
    fileprivate var readsColumns: Bool { source.table.map { $0.text == nil } ?? false }

    /// Takes out of a table what has no meaning beside what was said last, as a recipe's file would refuse it.
    fileprivate mutating func settleTable() {
        guard var table = source.table else { return }
        if table.text != nil { (table.columns, table.drop, table.categorical, table.missing) = (nil, [], [], .refuse) }
        if !isSeries { table.columns?.removeAll(where: table.target.contains) }
        if let columns = table.columns {
            table.drop = []
            table.categorical = table.categorical.filter(columns.contains)
        }
        source.table = table
    }
}
