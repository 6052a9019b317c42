import Foundation
import Tensors

/// `{source: series, path: s.csv, date: day, target: price, steps: 30}`: a table whose rows follow each other in time. An input is a window of rows, (steps, columns);
/// its targets are the target columns `horizon` rows after its last row. The parts are contiguous stretches of the series, or given by a column; no window and its
/// target span two parts.
struct SeriesSource: TabularSource {
    var table: TableSpec

    static let name = "series"
    static let title = "Your own series"
    static let summary = "a CSV file whose rows follow each other in time"
    static let families = [DataFamily.series]
    static let arguments = TableSpec.arguments.filter { !["test_path", "text", "categorical"].contains($0.name) }.map { $0.lifted(\SeriesSource.table) }
    static let rules = TableSpec.rules

    private static let defaultSteps = 40

    init(_ table: TableSpec = TableSpec()) { self.table = table }

    func load(_ request: LoadRequest) throws(FileError) -> Dataset {
        let spec = self.table, split = request.spec.split, sequence = request.spec.sequence
        let table = try CsvTable(spec, request.fitting)
        var notes: [String] = []
        if let date = spec.date { try checkOrder(table, table.column(date, "date")) } else if let note = try unnamedOrder(table) { notes.append(note) }
        let parts = try parts(table, split)
        let dropped = [spec.date, split?.column].compactMap { $0 }.compactMap(table.columns.firstIndex(of:))
        let steps = sequence.steps ?? Self.defaultSteps, horizon = sequence.horizon ?? 1
        // The target of the window that begins at row r is in row r + steps - 1 + horizon.
        let ahead = min(table.rows, steps - 1 + horizon)
        func starts(_ indices: [Int], _ what: String) throws(FileError) -> [Int] {
            let isOwn = Set(indices)
            let starts = indices.sorted().filter { start in (start...start + ahead).allSatisfy(isOwn.contains) }
            let spread = starts.enumerated().filter { $0.offset % (sequence.stride ?? 1) == 0 }.map(\.element)
            guard !spread.isEmpty else {
                throw FileError(
                    spec.path, "has \(indices.count) rows for \(what), fewer than a window of \(steps) rows and its target \(horizon) later. Lower steps, or give a longer series.")
            }
            return spread
        }
        let training = try starts(parts.training, "training")
        let fittedRows = request.fitted.positions(windowsFrom: training, width: ahead + 1, hasValidation: parts.validation != nil) ?? parts.training
        let rows = try NumberRows(spec, table, without: dropped, training: fittedRows, request.fitting, isSeries: true)
        let targets = try self.targets(table, rows, request.fitting), width = rows.shape.count
        guard case .values(let targetValues, let targetShape) = targets else { throw FileError(spec.path, "target: expected columns of numbers. Name them.") }
        let storage = Examples(
            stored: [steps, width], inputs: try rows.values(table), inputStep: width, targets: .values(Array(targetValues.dropFirst(ahead * targetShape.count)), targetShape),
            targetStep: targetShape.count, picks: nil, count: max(0, table.rows - ahead), weights: nil, categories: nil)
        var dataset = Dataset(
            name: (spec.path as NSString).lastPathComponent, classNames: [], training: storage.picked(training),
            test: parts.test.isEmpty ? Examples(none: [steps, width]) : storage.picked(try starts(parts.test, "test")), columnNames: rows.columnNames)
        dataset.tableColumns = table.columns
        dataset.places = TargetPlaces(path: spec.path, lines: Array(table.lines.dropFirst(ahead)), columns: spec.target.isEmpty ? rows.numberColumns : spec.target)
        dataset.testPlaces = dataset.places
        dataset.note = table.note(notes + rows.notes)
        dataset.validation = try parts.validation.map { indices throws(FileError) in storage.picked(try starts(indices, "validation")) }
        return dataset
    }

    /// The target columns; where none are named, all columns of numbers.
    private func targets(_ table: CsvTable, _ rows: NumberRows, _ fitting: Fitting) throws(FileError) -> Examples.Targets {
        var named = self.table, numbers = DataSpec(source: .series(named))
        numbers.targets = .values
        if named.target.isEmpty { named.target = rows.numberColumns }
        return try TableTargets(named, table, numbers, fitting).values(table)
    }

    private func parts(_ table: CsvTable, _ split: SplitSpec?) throws(FileError) -> SplitParts {
        if let column = split?.column { return try table.parts(table.column(column, "split")) }
        guard var split else { return SplitParts(training: Array(0..<table.rows), validation: nil, test: []) }
        guard case .shares = split.kind else {
            throw FileError(table.path, "split: a series is split in its order. Give shares, such as {test: 0.15}, or a column.")
        }
        split.shuffle = false
        return try split.parts(labels: [Int](repeating: 0, count: table.rows), name: table.path)
    }

    /// A note about a column of dates that the recipe doesn't name and that is not in order; throws where the rows run from the newest to the oldest.
    private func unnamedOrder(_ table: CsvTable) throws(FileError) -> String? {
        func date(_ row: Int, _ column: Int) -> String { table.name(row: row, column: column) }
        guard table.rows > 1, let column = table.columns.indices.first(where: { column in (0..<table.rows).allSatisfy { TableDate.isValid(date($0, column)) } }) else { return nil }
        let name = table.columns[column].prefix(40)
        let steps = (1..<table.rows).map { (date($0 - 1, column), date($0, column)) }
        guard !steps.allSatisfy({ $0 > $1 }) else {
            throw table.error(
                row: 1, column: column,
                "\(steps[0].1.prefix(40)) is before \(steps[0].0.prefix(40)) of the line above: the rows run from the newest to the oldest. Sort them by time, and name the column under date: \(name)"
            )
        }
        return steps.allSatisfy { $0 < $1 } ? nil : "column \(name) holds dates that are not in order: the rows are read from top to bottom."
    }

    /// Throws unless a column has dates such as 2026-11-23, with or without a time, or numbers, each later than the one before.
    private func checkOrder(_ table: CsvTable, _ column: Int) throws(FileError) {
        let isNumber = table.number(row: 0, column: column) != nil
        for row in 0..<table.rows {
            let own = table.text(row: row, column: column)
            guard isNumber ? table.number(row: row, column: column) != nil : TableDate.isValid(own) else {
                throw table.error(row: row, column: column, "expected a date such as 2026-11-23, got \(own.prefix(40).debugDescription). Correct it.")
            }
            guard row > 0 else { continue }
            let before = table.text(row: row - 1, column: column)
            let isLater = isNumber ? (table.number(row: row - 1, column: column) ?? 0) < (table.number(row: row, column: column) ?? 0) : before < own
            guard isLater else {
                throw table.error(row: row, column: column, "\(own.prefix(40)) is not after \(before.prefix(40)) of the line before. Sort the rows by time.")
            }
        }
    }
}

extension DataSource {
    /// A time series; see `TableSpec`.
    public static func series(_ table: TableSpec) -> DataSource { DataSource(SeriesSource(table)) }
}
