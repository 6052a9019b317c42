import Tensors

/// What a table's targets are: its columns, their range, or the classes in the order of their numbers.
struct FittedTargets: Fitted {
    /// None where the inputs are the targets.
    let columns: [String]
    /// Empty where they are numbers.
    let classes: [String]
    /// Of numbers, one a column, in the target's own unit.
    let lowest: [Double]
    let highest: [Double]
    /// What is a gap in a column of classes.
    let gaps: CsvTable.Gaps
    /// What a person should know of how the targets were understood, sentences that follow the table's name.
    let notes: [String]

    var isDamaged: Bool { Set(classes).count < classes.count || !classes.isEmpty && columns.count != 1 }

    func changes(since old: FittedTargets) -> [DataChange] {
        guard classes.isEmpty == old.classes.isEmpty else {
            let (now, before) = classes.isEmpty ? ("numbers", "classes") : ("classes", "numbers")
            return [DataChange("its targets are \(now), \(before) when the run began", repair: "Restore them")]
        }
        return DataChange.names("class", classes, since: old.classes)
    }
}

extension FittedTargets {
    private static let mostClasses = 100_000
    /// As many whole numbers that begin anywhere and repeat are classes still.
    private static let fewClasses = 20

    /// The columns that `spec` names; of one that holds classes, or is said to, the classes.
    init(_ spec: TableSpec, _ table: CsvTable, _ data: DataSpec) throws(FileError) {
        let choice = data.targets
        columns = spec.target
        var indices: [Int] = []
        for name in columns { indices.append(try table.column(name, "target")) }
        gaps = spec.target.contains(where: spec.categorical.contains) ? .blanks : indices.first.map(table.gaps) ?? .words
        guard indices.count == 1, let column = indices.first, choice != .values, choice == .classes || Self.areClasses(table, column, gaps, prefersNumbers: data.prefersNumbers)
        else {
            guard choice != .classes || indices.count == 1 else {
                throw FileError(table.path, "targets_are: classes: expected one target column, got \(indices.count). Name one.")
            }
            (classes, notes) = ([], [])
            let numbers = indices.map { column in (0..<table.rows).compactMap { table.number(row: $0, column: column) } }
            (lowest, highest) = (numbers.map { $0.min() ?? 0 }, numbers.map { $0.max() ?? 0 })
            return
        }
        classes = try Self.names(table, column, gaps)
        // Whole numbers from 0 are class numbers everywhere; others could be meant as amounts.
        let areAmounts = choice == .automatic && !classes.contains("0") && classes.allSatisfy { Int($0) != nil }
        notes = areAmounts ? ["column \(table.columns[column].prefix(40)): its whole numbers are classes, \(classes.listed). targets_are: values takes them as numbers."] : []
        (lowest, highest) = ([], [])
        guard classes.count > 1 || choice == .inputs else {
            throw FileError(table.path, "target: expected two classes or more in column \(table.columns[column].prefix(40)), got \(classes.listed) alone. Name another column.")
        }
    }

    /// Texts, or whole numbers that count from 0 without a gap, or few of any that repeat; numbers are numbers to a loss that measures them.
    private static func areClasses(_ table: CsvTable, _ column: Int, _ gaps: CsvTable.Gaps, prefersNumbers: Bool) -> Bool {
        var whole: Set<Int> = [], known = 0
        for row in 0..<table.rows where !table.isMissing(row: row, column: column, gaps) {
            known += 1
            guard let number = table.number(row: row, column: column) else { return true }
            guard !prefersNumbers, let label = Int(exactly: number), whole.count < mostClasses else { return false }
            whole.insert(label)
        }
        return whole.count > 1 && (whole.min() == 0 && whole.max() == whole.count - 1 || whole.count <= fewClasses && 2 * whole.count <= known)
    }

    /// In the order of numbers where all are, else of letters.
    private static func names(_ table: CsvTable, _ column: Int, _ gaps: CsvTable.Gaps) throws(FileError) -> [String] {
        var names: Set<String> = []
        for row in 0..<table.rows { names.insert(try TableTargets.name(table, row, column, gaps)) }
        guard names.count <= mostClasses else {
            throw FileError(table.path, "column \(table.columns[column]) has \(names.count) classes, more than \(mostClasses). Write targets_are: values.")
        }
        let values = names.compactMap { name in Double(name).map { (name, $0) } }
        return values.count == names.count ? values.sorted { ($0.1, $0.0) < ($1.1, $1.0) }.map(\.0) : names.sorted()
    }
}
