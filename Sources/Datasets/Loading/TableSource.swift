import Foundation
import Tensors

/// A table as examples: a row each. Categories and class names are the whole table's, everything fitted is the training rows' without those that will validate.
struct TableSource {
    let spec: TableSpec
    let choice: DataSpec.TargetChoice
    let sequence: SequenceSpec
    let split: SplitSpec?
    let fitted: FittedPart

    func load() throws(FileError) -> Dataset {
        let table = try CsvTable(path: spec.path, delimiter: spec.delimiter, hasHeader: spec.hasHeader)
        let targets = try TableTargets(spec, table, choice)
        let splitColumn = try splitColumn.map { name throws(FileError) in try table.column(name, "split") }
        let parts: SplitParts
        if let splitColumn {
            parts = try table.parts(splitColumn)
        } else {
            parts = try split?.parts(labels: targets.labels(table), name: spec.path) ?? SplitParts(training: Array(0..<table.rows), validation: nil, test: [])
        }
        let training = fitted.examples(parts.training, hasValidation: parts.validation != nil)
        let inputs: any RowEncoder =
            if let text = spec.text {
                try TextRows(table, column: table.column(text, "text"), training: training, sequence)
            } else {
                try NumberRows(spec, table, without: targets.columns + [splitColumn].compactMap { $0 }, training: training)
            }
        func examples(_ table: CsvTable) throws(FileError) -> Examples {
            Examples(shape: inputs.shape, inputs: try inputs.values(table), targets: try targets.values(table), count: table.rows)
        }
        var dataset = Dataset(
            name: (spec.path as NSString).lastPathComponent, classNames: targets.classNames, training: Examples(none: inputs.shape), test: Examples(none: inputs.shape),
            symbols: inputs.symbols, columnNames: inputs.columnNames)
        dataset.tableColumns = table.columns
        dataset.cut(try examples(table), parts)
        if let path = spec.testPath {
            guard dataset.test.count == 0 else { throw FileError(path, "split: makes a test part, which test_path is already. Leave one of them out.") }
            let test = try CsvTable(path: path, delimiter: spec.delimiter, hasHeader: spec.hasHeader)
            guard test.columns == table.columns else {
                throw FileError(path, "expected the columns of \(spec.path), \(table.columns.listed), got \(test.columns.listed). Give a table of the same columns.")
            }
            dataset.test = try examples(test)
        }
        return dataset
    }

    private var splitColumn: String? {
        if case .column(let name) = split?.kind { name } else { nil }
    }
}

/// How a row becomes an input.
protocol RowEncoder {
    var shape: Shape { get }
    var symbols: [String]? { get }
    var columnNames: [String]? { get }
    /// The inputs of a table's rows, one after another.
    func values(_ table: CsvTable) throws(FileError) -> Examples.Values
}

extension CsvTable {
    /// The place of a column that a recipe names.
    func column(_ name: String, _ what: String) throws(FileError) -> Int {
        guard let place = columns.firstIndex(of: name) else {
            throw FileError(path, "\(what): expected a column, \(columns.listed), got \(name.prefix(40)). Correct the name.\(NearestName.suggestion(name, in: columns))")
        }
        return place
    }

    /// Throws where rows of so many numbers would not fit a machine of the usual size.
    func checkSize(width: Int, _ repair: String) throws(FileError) {
        let most = 1 << 29
        guard rows <= most / max(1, width) else { throw FileError(path, "becomes \(rows) rows of \(width) numbers, more than \(most) in all. \(repair)") }
    }

    /// The rows of each part, mixed as tables sorted by class need it.
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
        guard !training.isEmpty else { throw FileError(path, "column \(columns[column]) says train nowhere. Correct it.") }
        return SplitParts(training: training, validation: validation.isEmpty ? nil : validation, test: test)
    }
}

extension [String] {
    /// Names in an error, not too many.
    var listed: String { prefix(20).map { String($0.prefix(40)) }.joined(separator: ", ") + (count > 20 ? ", … (\(count))" : "") }
}
