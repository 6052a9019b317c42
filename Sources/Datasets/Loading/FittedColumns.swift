import Tensors

/// The columns that become a table's inputs, with their kind, count and range in the whole table, and their mean or shares in the training rows.
struct FittedColumns: Fitted {
    let columns: [Column]
    /// What a person should know about how the columns were read, as sentences that follow the table's name.
    let notes: [String]

    struct Column: Codable, Hashable, Sendable {
        let name: String
        let kind: Kind
        /// The number of rows that have a value.
        let known: Int
        /// For numbers: the range, and the mean that replaces missing values.
        var lowest: Double?
        var highest: Double?
        var mean: Double?
        /// For categories: their names in the order of their numbers, and for each input column that they become the share of the training rows.
        var categories: [String]?
        var shares: [Float]?
        /// Which fields are missing values; `nil` where they are those that pandas reads as NaN.
        var gaps: CsvTable.Gaps?

        enum Kind: String, Codable, Sendable { case number, category }

        /// The number of input columns that it becomes.
        var width: Int { categories.map { $0.count == 2 ? 1 : $0.count } ?? 1 }

        fileprivate var isDamaged: Bool {
            switch kind {
            case .number: mean == nil || categories != nil
            case .category: categories.map { Set($0).count < $0.count } ?? true || shares?.count != width
            }
        }
    }

    var isDamaged: Bool { columns.isEmpty || columns.contains(where: \.isDamaged) }

    func changes(since old: FittedColumns) -> [DataChange] {
        let known = Dictionary(old.columns.map { ($0.name, $0) }) { first, _ in first }
        return columns.flatMap { column -> [DataChange] in
            guard let before = known[column.name] else { return [] }
            guard before.kind == column.kind else {
                return [DataChange("column \(column.name.prefix(40)) holds \(column.kind.plural), \(before.kind.plural) when the run began", repair: "Restore them")]
            }
            return DataChange.names("in column \(column.name.prefix(40)) category", column.categories ?? [], since: before.categories ?? [])
        }
    }
}

extension FittedColumns {
    private static let maxCategories = 1_000

    /// The columns that `spec` names, or all except `others` and those that it drops. Columns that it doesn't name and that are useless for new rows (a row number,
    /// dates, texts that are nearly all different) are left out, with a note.
    init(_ spec: TableSpec, _ table: CsvTable, without others: [Int], training: [Int], isSeries: Bool) throws(FileError) {
        var indices: [Int] = [], notes: [String] = []
        if let named = spec.columns {
            for name in named { indices.append(try table.column(name, "columns")) }
        } else {
            var dropped = Set(others)
            for name in spec.drop { dropped.insert(try table.column(name, "drop")) }
            indices = table.columns.indices.filter { !dropped.contains($0) }
            if indices.first == 0, indices.count > 1, table.countsRows(0), !spec.categorical.contains(table.columns[0]) {
                indices.removeFirst()
                notes.append(
                    "has a first column\(table.columns[0].isEmpty ? " without a name" : ", \(table.columns[0].prefix(40)),") that counts its rows: it is left out. Name it under columns to keep it."
                )
            }
        }
        guard !indices.isEmpty else { throw FileError(table.path, "has no column left for the inputs: \(table.columns.listed). Drop fewer.") }
        let forced = Set(spec.categorical)
        for name in spec.categorical { _ = try table.column(name, "categorical") }
        var columns: [Column] = []
        for index in indices {
            let name = table.columns[index], isForced = forced.contains(name), fields = TableColumn(table: table, index: index)
            if !isForced, try fields.isOfNumbers() {
                columns.append(Self.numbers(table, index, training: training))
                notes += try fields.numberNotes()
                continue
            }
            let gaps = isForced ? .blanks : table.gaps(ofNames: index)
            if !isForced, let reason = fields.reasonAgainstCategories(gaps) {
                guard spec.columns == nil else {
                    throw FileError(table.path, "column \(name.prefix(40)) \(reason): it is not a category. Remove it from columns, or name it under categorical as well.")
                }
                notes.append(
                    "column \(name.prefix(40)) \(reason): it is left out. \(isSeries ? "Name it under date if it is the time of a row." : "Name it under categorical to keep it.")")
                continue
            }
            columns.append(try Self.categories(table, index, gaps, training: training))
            if spec.missing != .refuse, let word = fields.wordForGap(gaps) {
                notes.append("column \(name.prefix(40)): \(word) is read as a missing value, as in pandas. Name the column under categorical if it is a category.")
            }
        }
        guard !columns.isEmpty else { throw FileError(table.path, "has no column left for the inputs: \(notes.joined(separator: " "))") }
        (self.columns, self.notes) = (columns, notes)
    }

    private static func numbers(_ table: CsvTable, _ index: Int, training: [Int]) -> Column {
        let known = (0..<table.rows).filter { !table.isMissing(row: $0, column: index) }
        let numbers = known.compactMap { table.number(row: $0, column: index) }, own = training.compactMap { table.number(row: $0, column: index) }
        return Column(
            name: table.columns[index], kind: .number, known: known.count, lowest: numbers.min(), highest: numbers.max(),
            mean: own.isEmpty ? 0 : own.reduce(0, +) / Double(own.count))
    }

    private static func categories(_ table: CsvTable, _ index: Int, _ gaps: CsvTable.Gaps, training: [Int]) throws(FileError) -> Column {
        let name = table.columns[index], known = (0..<table.rows).filter { !table.isMissing(row: $0, column: index, gaps) }
        let names = Set(known.map { table.name(row: $0, column: index) }).sorted()
        guard names.count <= maxCategories else {
            throw FileError(
                table.path, "column \(name.prefix(40)) has \(names.count) different texts, more than \(maxCategories) categories. Add it to drop, or name it under text.")
        }
        let numbers = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
        let seen = training.filter { !table.isMissing(row: $0, column: index, gaps) }.compactMap { numbers[table.name(row: $0, column: index)] }
        var counts = [Float](repeating: 0, count: names.count)
        for number in seen { counts[number] += 1 }
        let shares = counts.map { $0 / Float(max(1, seen.count)) }
        return Column(
            name: name, kind: .category, known: known.count, categories: names, shares: names.count == 2 ? Array(shares.suffix(1)) : shares, gaps: gaps == .words ? nil : gaps)
    }
}

extension FittedColumns.Column.Kind {
    fileprivate var plural: String {
        switch self {
        case .number: "numbers"
        case .category: "categories"
        }
    }
}
