import Tensors

/// The targets of a table: a column of classes, or columns of numbers.
struct TableTargets {
    let columns: [Int]
    /// The names of the classes; empty where the targets are not classes.
    let classNames: [String]
    private let numbers: [String: Int32]
    let notes: [String]
    private let isReconstructing: Bool
    private let gaps: CsvTable.Gaps

    init(_ spec: TableSpec, _ table: CsvTable, _ data: DataSpec, _ fitting: Fitting) throws(FileError) {
        let fitted = try fitting.value("targets") { () throws(FileError) in try FittedTargets(spec, table, data) }
        var columns: [Int] = []
        for name in fitted.columns { columns.append(try table.column(name, "target")) }
        self.columns = columns
        classNames = fitted.classes
        numbers = Dictionary(classNames.enumerated().map { ($1, Int32($0)) }) { first, _ in first }
        isReconstructing = columns.isEmpty
        (gaps, notes) = (fitted.gaps, fitted.notes)
    }

    /// The class of a row; throws where it is missing.
    static func name(_ table: CsvTable, _ row: Int, _ column: Int, _ gaps: CsvTable.Gaps) throws(FileError) -> String {
        let name = table.name(row: row, column: column)
        guard !table.isMissing(row: row, column: column, gaps) else {
            let isNamed = !name.isEmpty && name != "?"
            throw table.error(
                row: row, column: column,
                isNamed
                    ? "expected a target, got \(name.prefix(40)), which marks a missing value, as in pandas. Fill it in, remove the line, or rename the class if it is one."
                    : "expected a target, got nothing. Fill it in, or remove the line.")
        }
        return String(name.prefix(200))
    }

    /// The class of each row, for a split that divides each class in the same proportion; all 0 where there are no classes.
    func labels(_ table: CsvTable) throws(FileError) -> [Int] {
        guard !classNames.isEmpty, let column = columns.first else { return [Int](repeating: 0, count: table.rows) }
        var labels: [Int] = []
        for row in 0..<table.rows { labels.append(Int(numbers[try Self.name(table, row, column, gaps)] ?? 0)) }
        return labels
    }

    func values(_ table: CsvTable) throws(FileError) -> Examples.Targets {
        guard !isReconstructing else { return .inputs }
        if let column = columns.first, !classNames.isEmpty {
            var classes: [Int32] = []
            for row in 0..<table.rows {
                let name = try Self.name(table, row, column, gaps)
                guard let label = numbers[name] else {
                    throw table.error(
                        row: row, column: column, "expected a class of the training table, \(classNames.listed), got \(name.prefix(40)). Correct it.")
                }
                classes.append(label)
            }
            return .classes(classes)
        }
        var values: [Float] = []
        for row in 0..<table.rows {
            for column in columns {
                guard let number = table.number(row: row, column: column), abs(number) <= Double(Float.greatestFiniteMagnitude) else {
                    throw table.error(
                        row: row, column: column, "expected a number, got \(table.text(row: row, column: column).prefix(40).debugDescription). Correct it, or remove the line.")
                }
                values.append(Float(number))
            }
        }
        return .values(values, [columns.count])
    }
}
