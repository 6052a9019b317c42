import Foundation
import Tensors

/// `{source: csv, path: t.csv, target: y}`: a table, each row of which is an example. The inputs are columns of numbers and categories, or one column of texts.
///
/// Categories and class names are those of the whole table; everything else is fitted to the training rows without those kept for validation.
struct CsvSource: TabularSource {
    var table: TableSpec

    static let name = "csv"
    static let title = "Your own table"
    static let summary = "a CSV file with an example in each row"
    static let families = [DataFamily.table, .textTable]
    static let askedFirst: String? = "target"
    static let arguments = TableSpec.arguments.filter { $0.name != "date" }.map { $0.lifted(\CsvSource.table) }
    static let rules: [DataRule] =
        ["columns", "drop", "categorical", "missing"].map { .exclusion($0, "text", because: "which is the only input") }
        + SequenceSpec.arguments.filter { $0.families?.contains(.textTable) ?? false }.map(\.name).map { key in
            DataRule(
                blamed: key, other: "text", isBroken: { $1.contains(key) && !$1.contains("text") },
                sentence: { _ in
                    "\(key): applies to texts, got a table of numbers and categories. Leave it out, or name the column of texts under text:"
                }, mend: { data, _ in data.reset(key) })
        } + TableSpec.rules + [
            // A series may predict a column from its own past; a row of a table would contain its own target.
            DataRule(
                blamed: "columns", other: "target", isBroken: { data, _ in data.source.table?.answer != nil },
                sentence: { data in
                    "columns: expected inputs, got the target \((data.source.table?.answer ?? "").prefix(40)), which would give the answer away. Remove it from columns."
                },
                mend: { data, _ in
                    let target = data.source.table?.target ?? []
                    data.source.table?.columns?.removeAll(where: target.contains)
                })
        ]

    init(_ table: TableSpec = TableSpec()) { self.table = table }

    var family: DataFamily { table.text == nil ? .table : .textTable }
    var hasTargets: Bool { !table.target.isEmpty }

    func load(_ request: LoadRequest) throws(FileError) -> Dataset {
        let spec = self.table, split = request.spec.split
        let table = try CsvTable(spec, request.fitting)
        let targets = try TableTargets(spec, table, request.spec, request.fitting)
        let splitColumn = try split?.column.map { name throws(FileError) in try table.column(name, "split") }
        let parts: SplitParts
        if let splitColumn {
            parts = try table.parts(splitColumn)
        } else {
            parts = try split?.parts(labels: targets.labels(table), name: spec.path) ?? SplitParts(training: Array(0..<table.rows), validation: nil, test: [])
        }
        let training = request.fitted.examples(parts.training, hasValidation: parts.validation != nil)
        let inputs: any RowEncoder =
            if let text = spec.text {
                try TextRows(table, column: table.column(text, "text"), training: training, request.spec.sequence, request.fitting)
            } else {
                try NumberRows(spec, table, without: targets.columns + [splitColumn].compactMap { $0 }, training: training, request.fitting)
            }
        func examples(_ table: CsvTable) throws(FileError) -> Examples {
            Examples(shape: inputs.shape, inputs: try inputs.values(table), targets: try targets.values(table), count: table.rows)
        }
        var dataset = Dataset(
            name: (spec.path as NSString).lastPathComponent, classNames: targets.classNames, training: Examples(none: inputs.shape), test: Examples(none: inputs.shape),
            symbols: inputs.symbols, columnNames: inputs.columnNames)
        dataset.tableColumns = table.columns
        let targetColumns = targets.columns.isEmpty ? inputs.columnNames ?? [] : targets.columns.map { table.columns[$0] }
        dataset.places = TargetPlaces(path: spec.path, lines: table.lines, columns: targetColumns)
        dataset.note = table.note(inputs.notes + targets.notes)
        dataset.split(try examples(table), parts)
        if let path = spec.testPath {
            guard dataset.test.count == 0 else { throw FileError(path, "split: asks for a test part, but test_path gives one already. Leave one of them out.") }
            let test = try CsvTable(path: path, table.format(hasHeader: spec.hasHeader))
            guard test.columns == table.columns else {
                throw FileError(path, "expected the columns of \(spec.path), \(table.columns.listed), got \(test.columns.listed). Give a table of the same columns.")
            }
            dataset.test = try examples(test)
            dataset.testPlaces = TargetPlaces(path: path, lines: test.lines, columns: targetColumns)
        }
        return dataset
    }
}

extension TableSpec {
    /// The first input column that is a target as well.
    fileprivate var answer: String? { columns?.first(where: target.contains) }
}

extension DataSource {
    /// A table; see `TableSpec`.
    public static func csv(_ table: TableSpec) -> DataSource { DataSource(CsvSource(table)) }
}

/// Encodes the rows of a table as inputs.
protocol RowEncoder {
    /// The shape of one input.
    var shape: Shape { get }
    /// What whole numbers stand for; `nil` where they stand for nothing.
    var symbols: [String]? { get }
    /// The names of the inputs' numbers; `nil` for texts.
    var columnNames: [String]? { get }
    /// What a person should know about how the columns were read, as sentences that follow the table's name.
    var notes: [String] { get }
    /// The inputs of a table's rows, one after another.
    func values(_ table: CsvTable) throws(FileError) -> Examples.Values
}

extension RowEncoder {
    var notes: [String] { [] }
}

extension CsvTable {
    /// The notes about how the table is written, and further ones, each after the table's name; `nil` where there are none.
    func note(_ more: [String]) -> String? {
        let notes = dialect.notes + more, name = (path as NSString).lastPathComponent
        return notes.isEmpty ? nil : notes.map { "\(name) \($0)" }.joined(separator: " ")
    }

    /// The index of a column that a recipe names.
    func column(_ name: String, _ what: String) throws(FileError) -> Int {
        guard let index = columns.firstIndex(of: name) else {
            throw FileError(path, "\(what): expected a column, \(columns.listed), got \(name.prefix(40)). Correct the name.\(NearestName.suggestion(name, in: columns))")
        }
        return index
    }

    /// Throws where rows of `width` numbers would be more than 2²⁹ numbers, 2 GiB, together.
    func checkSize(width: Int, _ repair: String) throws(FileError) {
        let most = 1 << 29
        guard rows <= most / max(1, width) else { throw FileError(path, "becomes \(rows) rows of \(width) numbers, more than \(most) in all. \(repair)") }
    }

    /// The rows of each part, by a column that says train, val or test.
    func parts(_ column: Int) throws(FileError) -> SplitParts {
        var training: [Int] = [], validation: [Int] = [], test: [Int] = []
        for row in 0..<rows {
            switch text(row: row, column: column).lowercased() {
            case "train", "training", "true": training.append(row)
            case "val", "valid", "validation", "dev": validation.append(row)
            case "test", "false": test.append(row)
            case let other: throw error(row: row, column: column, "expected train, val or test, got \(other.prefix(40)). Correct it.")
            }
        }
        guard !training.isEmpty else { throw FileError(path, "column \(columns[column]) has no row with train. Correct it.") }
        return SplitParts(training: training, validation: validation.isEmpty ? nil : validation, test: test)
    }
}

extension [String] {
    /// The names as a list for an error, at most 20.
    var listed: String { prefix(20).map { String($0.prefix(40)) }.joined(separator: ", ") + (count > 20 ? ", … (\(count))" : "") }
}
