import Tensors

/// A row's columns as one row of numbers: a number as it is, a category of two as 0 or 1, of more as a row with a one.
struct NumberRows: RowEncoder {
    private let columns: [(place: Int, kind: Kind)]
    private let missing: TableSpec.Missing
    let shape: Shape
    let columnNames: [String]?
    var symbols: [String]? { nil }

    private enum Kind {
        case number(mean: Double)
        /// The categories' places, and the share of the training rows in each column that they become.
        case category([String: Int], shares: [Float])

        var width: Int {
            switch self {
            case .number: 1
            case .category(let names, _): Kind.width(names.count)
            }
        }

        static func width(_ categories: Int) -> Int { categories == 2 ? 1 : categories }
    }

    private static let mostCategories = 1_000

    init(_ spec: TableSpec, _ table: CsvTable, without others: [Int], training: [Int]) throws(FileError) {
        var places: [Int] = []
        if let named = spec.columns {
            for name in named { places.append(try table.column(name, "columns")) }
        } else {
            var dropped = Set(others)
            for name in spec.drop { dropped.insert(try table.column(name, "drop")) }
            places = table.columns.indices.filter { !dropped.contains($0) }
        }
        guard !places.isEmpty else { throw FileError(table.path, "has no column left for the inputs: \(table.columns.listed). Drop fewer.") }
        let forced = Set(spec.categorical)
        for name in spec.categorical { _ = try table.column(name, "categorical") }
        var columns: [(place: Int, kind: Kind)] = [], names: [String] = []
        for place in places {
            let kind = try Self.kind(table, place, isForced: forced.contains(table.columns[place]), training: training)
            columns.append((place, kind))
            let name = table.columns[place]
            if case .category(let categories, _) = kind {
                let ordered = categories.sorted { $0.value < $1.value }.map { "\(name)=\($0.key)" }
                names += kind.width == 1 ? [ordered.last ?? name] : ordered
            } else {
                names.append(name)
            }
        }
        self.columns = columns
        missing = spec.missing
        shape = [names.count]
        columnNames = names
    }

    /// A column most of whose known fields are numbers is one of numbers: one slip of the pen shall not make thousands of categories.
    private static func kind(_ table: CsvTable, _ column: Int, isForced: Bool, training: [Int]) throws(FileError) -> Kind {
        let known = (0..<table.rows).filter { !table.isMissing(row: $0, column: column) }
        if !isForced, 2 * known.count(where: { table.number(row: $0, column: column) != nil }) >= known.count {
            let numbers = training.compactMap { table.number(row: $0, column: column) }
            return .number(mean: numbers.isEmpty ? 0 : numbers.reduce(0, +) / Double(numbers.count))
        }
        let names = Set(known.map { table.text(row: $0, column: column) }).sorted()
        guard names.count <= mostCategories else {
            throw FileError(table.path, "column \(table.columns[column].prefix(40)) has \(names.count) different texts, more than \(mostCategories) categories. Add it to drop, or take it as text.")
        }
        let places = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
        let seen = training.filter { !table.isMissing(row: $0, column: column) }.compactMap { places[table.text(row: $0, column: column)] }
        var counts = [Float](repeating: 0, count: names.count)
        for place in seen { counts[place] += 1 }
        let shares = counts.map { $0 / Float(max(1, seen.count)) }
        return .category(places, shares: Kind.width(names.count) == 1 ? Array(shares.suffix(1)) : shares)
    }

    func values(_ table: CsvTable) throws(FileError) -> Examples.Values {
        try table.checkSize(width: shape.count, "Drop columns of many categories.")
        var values: [Float] = []
        values.reserveCapacity(table.rows * shape.count)
        for row in 0..<table.rows {
            for (column, kind) in columns {
                if table.isMissing(row: row, column: column) {
                    values += try filler(kind, table, row, column)
                    continue
                }
                switch kind {
                case .number:
                    guard let number = table.number(row: row, column: column) else {
                        throw table.error(row: row, column: column, "expected a number as elsewhere in the column, got \(table.text(row: row, column: column).prefix(40).debugDescription). Correct it.")
                    }
                    values.append(Float(number))
                case .category(let names, _):
                    let text = table.text(row: row, column: column)
                    guard let category = names[text] else {
                        throw table.error(row: row, column: column, "expected a category of the training table, \(names.keys.sorted().listed), got \(text.prefix(40).debugDescription). Correct it.")
                    }
                    if kind.width == 1 { values.append(Float(category)) } else { values += (0..<names.count).map { $0 == category ? 1 : 0 } }
                }
            }
        }
        if let place = values.firstIndex(where: { !$0.isFinite }) {
            throw FileError(table.path, "line \(table.lines[place / shape.count]) holds a number too large to compute with. Correct it.")
        }
        return .floats(values)
    }

    private func filler(_ kind: Kind, _ table: CsvTable, _ row: Int, _ column: Int) throws(FileError) -> [Float] {
        switch (missing, kind) {
        case (.refuse, _): throw table.error(row: row, column: column, "nothing is known. Fill it in, or give the recipe's data missing: mean or a value.")
        case (.value(let value), _): return [Float](repeating: Float(value), count: kind.width)
        case (.mean, .number(let mean)): return [Float(mean)]
        case (.mean, .category(_, let shares)): return shares
        }
    }
}
