import Tensors

/// The targets of a table: a column of classes, or columns of numbers.
struct TableTargets {
    let columns: [Int]
    /// Empty where the targets are no classes.
    let classNames: [String]
    private let numbers: [String: Int32]
    private let isReconstructing: Bool

    private static let mostClasses = 100_000

    init(_ spec: TableSpec, _ table: CsvTable, _ choice: DataSpec.TargetChoice) throws(FileError) {
        var columns: [Int] = []
        for name in spec.target { columns.append(try table.column(name, "target")) }
        self.columns = columns
        isReconstructing = columns.isEmpty
        guard columns.count == 1, let column = columns.first, choice != .values, choice == .classes || Self.areClasses(table, column) else {
            guard choice != .classes || columns.count == 1 else {
                throw FileError(table.path, "targets_are: classes: expected one target column, got \(columns.count). Name one.")
            }
            (classNames, numbers) = ([], [:])
            return
        }
        classNames = try Self.names(table, column)
        guard classNames.count > 1 || choice == .inputs else {
            throw FileError(table.path, "target: expected two classes or more in column \(table.columns[column].prefix(40)), got \(classNames.listed) alone. Name another column.")
        }
        numbers = Dictionary(uniqueKeysWithValues: classNames.enumerated().map { ($1, Int32($0)) })
    }

    /// Texts, or whole numbers that count from 0 without a gap.
    private static func areClasses(_ table: CsvTable, _ column: Int) -> Bool {
        var whole: Set<Int> = []
        for row in 0..<table.rows where !table.isMissing(row: row, column: column) {
            guard let number = table.number(row: row, column: column) else { return true }
            guard let label = Int(exactly: number), (0..<mostClasses).contains(label) else { return false }
            whole.insert(label)
        }
        return whole.count > 1 && whole.max() == whole.count - 1
    }

    /// In the order of numbers where all are, else of letters.
    private static func names(_ table: CsvTable, _ column: Int) throws(FileError) -> [String] {
        var names: Set<String> = []
        for row in 0..<table.rows { names.insert(try name(table, row, column)) }
        guard names.count <= mostClasses else {
            throw FileError(table.path, "column \(table.columns[column]) has \(names.count) classes, more than \(mostClasses). Write targets_are: values.")
        }
        let values = names.compactMap { name in Double(name).map { (name, $0) } }
        return values.count == names.count ? values.sorted { ($0.1, $0.0) < ($1.1, $1.0) }.map(\.0) : names.sorted()
    }

    private static func name(_ table: CsvTable, _ row: Int, _ column: Int) throws(FileError) -> String {
        let name = table.text(row: row, column: column)
        guard !table.isMissing(row: row, column: column) else {
            let isNamed = !name.allSatisfy { $0 == " " || $0 == "?" }
            throw table.error(
                row: row, column: column,
                isNamed
                    ? "expected a target, got \(name.prefix(40)), which says that nothing is known, as in pandas. Fill it in, drop the line, or give a class of that name another one."
                    : "expected a target, got nothing. Fill it in, or drop the line.")
        }
        return String(name.prefix(200))
    }

    /// What a split shares out evenly.
    func labels(_ table: CsvTable) throws(FileError) -> [Int] {
        guard !classNames.isEmpty, let column = columns.first else { return [Int](repeating: 0, count: table.rows) }
        var labels: [Int] = []
        for row in 0..<table.rows { labels.append(Int(numbers[try Self.name(table, row, column)] ?? 0)) }
        return labels
    }

    func values(_ table: CsvTable) throws(FileError) -> Examples.Targets {
        guard !isReconstructing else { return .inputs }
        if let column = columns.first, !classNames.isEmpty {
            var classes: [Int32] = []
            for row in 0..<table.rows {
                let name = try Self.name(table, row, column)
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
                    throw table.error(row: row, column: column, "expected a number, got \(table.text(row: row, column: column).prefix(40).debugDescription). Correct it, or drop the line.")
                }
                values.append(Float(number))
            }
        }
        return .values(values, [columns.count])
    }
}
