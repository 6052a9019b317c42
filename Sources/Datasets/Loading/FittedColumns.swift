import Tensors

/// The columns that become a table's inputs, with what was found in them: kind, count and range of the whole table, mean and shares of the training rows.
struct FittedColumns: Fitted {
    let columns: [Column]

    struct Column: Codable, Hashable, Sendable {
        let name: String
        let kind: Kind
        /// Rows in which it is known.
        let known: Int
        /// Of a number: its range and the mean that fills gaps.
        var lowest: Double?
        var highest: Double?
        var mean: Double?
        /// Of a category: its names in the order of their numbers, and the share of the training rows in each column that they become.
        var categories: [String]?
        var shares: [Float]?

        enum Kind: String, Codable, Sendable { case number, category }

        /// How many numbers it becomes.
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
    private static let mostCategories = 1_000

    /// The columns that `spec` names, or all but `others` and those that it drops.
    init(_ spec: TableSpec, _ table: CsvTable, without others: [Int], training: [Int]) throws(FileError) {
        var indices: [Int] = []
        if let named = spec.columns {
            for name in named { indices.append(try table.column(name, "columns")) }
        } else {
            var dropped = Set(others)
            for name in spec.drop { dropped.insert(try table.column(name, "drop")) }
            indices = table.columns.indices.filter { !dropped.contains($0) }
        }
        guard !indices.isEmpty else { throw FileError(table.path, "has no column left for the inputs: \(table.columns.listed). Drop fewer.") }
        let forced = Set(spec.categorical)
        for name in spec.categorical { _ = try table.column(name, "categorical") }
        var columns: [Column] = []
        for index in indices { columns.append(try Self.column(table, index, isForced: forced.contains(table.columns[index]), training: training)) }
        self.columns = columns
    }

    /// A column most of whose known fields are numbers is one of numbers: one slip of the pen shall not make thousands of categories.
    private static func column(_ table: CsvTable, _ index: Int, isForced: Bool, training: [Int]) throws(FileError) -> Column {
        let known = (0..<table.rows).filter { !table.isMissing(row: $0, column: index) }
        let name = table.columns[index], numbers = isForced ? [] : known.compactMap { table.number(row: $0, column: index) }
        if !isForced, 2 * numbers.count >= known.count {
            let own = training.compactMap { table.number(row: $0, column: index) }
            return Column(
                name: name, kind: .number, known: known.count, lowest: numbers.min(), highest: numbers.max(), mean: own.isEmpty ? 0 : own.reduce(0, +) / Double(own.count))
        }
        let names = Set(known.map { table.text(row: $0, column: index) }).sorted()
        guard names.count <= mostCategories else {
            throw FileError(table.path, "column \(name.prefix(40)) has \(names.count) different texts, more than \(mostCategories) categories. Add it to drop, or take it as text.")
        }
        let places = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
        let seen = training.filter { !table.isMissing(row: $0, column: index) }.compactMap { places[table.text(row: $0, column: index)] }
        var counts = [Float](repeating: 0, count: names.count)
        for place in seen { counts[place] += 1 }
        let shares = counts.map { $0 / Float(max(1, seen.count)) }
        return Column(name: name, kind: .category, known: known.count, categories: names, shares: names.count == 2 ? Array(shares.suffix(1)) : shares)
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
