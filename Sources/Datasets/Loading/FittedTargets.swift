import Tensors

/// The targets of a table: their columns, with the range of numbers or the classes in the order of their numbers.
struct FittedTargets: Fitted {
    /// The names of the columns; empty where the inputs are the targets.
    let columns: [String]
    /// The names of the classes; empty where the targets are numbers.
    let classes: [String]
    /// For numbers: the lowest and highest value of each column, in the target's own unit.
    let lowest: [Double]
    let highest: [Double]
    /// Which fields of a column of classes are missing values.
    let gaps: CsvTable.Gaps
    /// What a person should know about how the targets were read, as sentences that follow the table's name.
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
    private static let maxClasses = 100_000
    /// Up to this many different whole numbers are classes even if they don't count from 0, provided that they repeat.
    private static let maxUncountedClasses = 20

    /// The target columns of `spec`; for a single column of classes their names.
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
        classes = try FittedClasses(Self.names(table, column, gaps), wanted: data.classes, path: table.path).names
        // Whole numbers that include 0 are class numbers by convention; others could be meant as amounts.
        let areAmounts = choice == .automatic && !classes.contains("0") && classes.allSatisfy { Int($0) != nil }
        notes =
            areAmounts ? ["column \(table.columns[column].prefix(40)): its whole numbers are read as classes, \(classes.listed). With targets_are: values they are numbers."] : []
        (lowest, highest) = ([], [])
        guard classes.count > 1 || choice == .inputs else {
            throw FileError(table.path, "target: expected two classes or more in column \(table.columns[column].prefix(40)), got only \(classes.listed). Name another column.")
        }
    }

    /// Whether a column holds classes: texts, whole numbers from 0 without a gap, or a few other whole numbers that repeat. With `prefersNumbers` only texts are classes.
    private static func areClasses(_ table: CsvTable, _ column: Int, _ gaps: CsvTable.Gaps, prefersNumbers: Bool) -> Bool {
        var whole: Set<Int> = [], known = 0
        for row in 0..<table.rows where !table.isMissing(row: row, column: column, gaps) {
            known += 1
            guard let number = table.number(row: row, column: column) else { return true }
            guard !prefersNumbers, let label = Int(exactly: number), whole.count < maxClasses else { return false }
            whole.insert(label)
        }
        return whole.count > 1 && (whole.min() == 0 && whole.max() == whole.count - 1 || whole.count <= maxUncountedClasses && 2 * whole.count <= known)
    }

    /// The distinct names, in numerical order where all are numbers, otherwise in alphabetical order.
    private static func names(_ table: CsvTable, _ column: Int, _ gaps: CsvTable.Gaps) throws(FileError) -> [String] {
        var names: Set<String> = []
        for row in 0..<table.rows { names.insert(try TableTargets.name(table, row, column, gaps)) }
        guard names.count <= maxClasses else {
            throw FileError(table.path, "column \(table.columns[column]) has \(names.count) classes, more than \(maxClasses). Write targets_are: values.")
        }
        let values = names.compactMap { name in Double(name).map { (name, $0) } }
        return values.count == names.count ? values.sorted { ($0.1, $0.0) < ($1.1, $1.0) }.map(\.0) : names.sorted()
    }
}
