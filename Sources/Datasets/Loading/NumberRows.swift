import Tensors

/// Encodes the columns of a row as numbers: a number unchanged, a category of two as 0 or 1, of more as a one-hot row.
struct NumberRows: RowEncoder {
    private let columns: [(index: Int, kind: Kind, gaps: CsvTable.Gaps)]
    private let missing: TableSpec.Missing
    /// Whether the columns are an existing run's, whose recipe can't be changed any more.
    private let isKept: Bool
    let shape: Shape
    let columnNames: [String]?
    /// The names of the columns that are numbers.
    let numberColumns: [String]
    let notes: [String]
    var symbols: [String]? { nil }

    private enum Kind {
        case number(mean: Double)
        /// The number of each category, and for each input column the share of the training rows.
        case category([String: Int], shares: [Float])

        init(_ column: FittedColumns.Column) {
            if let names = column.categories {
                self = .category(Dictionary(names.enumerated().map { ($1, $0) }) { first, _ in first }, shares: column.shares ?? [])
            } else {
                self = .number(mean: column.mean ?? 0)
            }
        }

        var width: Int {
            switch self {
            case .number: 1
            case .category(let names, _): names.count == 2 ? 1 : names.count
            }
        }
    }

    init(_ spec: TableSpec, _ table: CsvTable, without others: [Int], training: [Int], _ fitting: Fitting, isSeries: Bool = false) throws(FileError) {
        let fitted = try fitting.value("columns") { () throws(FileError) in
            try FittedColumns(spec, table, without: others, training: training, isSeries: isSeries)
        }
        var columns: [(index: Int, kind: Kind, gaps: CsvTable.Gaps)] = [], names: [String] = []
        let indices = Dictionary(table.columns.enumerated().map { ($1, $0) }) { first, _ in first }
        for column in fitted.columns {
            let index = if let index = indices[column.name] { index } else { try table.column(column.name, "columns") }
            columns.append((index, Kind(column), column.gaps ?? .words))
            let categories = column.categories?.map { "\(column.name)=\($0)" }
            names += categories.map { $0.count == 2 ? [$0[1]] : $0 } ?? [column.name]
        }
        self.columns = columns
        missing = spec.missing
        let kept: FittedColumns? = try fitting.kept("columns")
        isKept = kept != nil
        shape = [names.count]
        columnNames = names
        numberColumns = fitted.columns.filter { $0.kind == .number }.map(\.name)
        notes = fitted.notes
    }

    func values(_ table: CsvTable) throws(FileError) -> Examples.Values {
        try table.checkSize(width: shape.count, "Drop columns of many categories.")
        var values: [Float] = []
        values.reserveCapacity(table.rows * shape.count)
        for row in 0..<table.rows {
            for (column, kind, gaps) in columns {
                if table.isMissing(row: row, column: column, gaps) {
                    values += try filler(kind, table, row, column)
                    continue
                }
                switch kind {
                case .number:
                    guard let number = table.number(row: row, column: column) else {
                        throw table.error(
                            row: row, column: column,
                            "expected a number as elsewhere in the column, got \(table.text(row: row, column: column).prefix(40).debugDescription). Correct it.")
                    }
                    values.append(Float(number))
                case .category(let names, _):
                    let text = table.name(row: row, column: column)
                    guard let category = names[text] else {
                        throw table.error(
                            row: row, column: column,
                            "expected a category of the training table, \(names.keys.sorted().listed), got \(text.prefix(40).debugDescription). Correct it.")
                    }
                    if kind.width == 1 { values.append(Float(category)) } else { values += (0..<names.count).map { $0 == category ? 1 : 0 } }
                }
            }
        }
        if let index = values.firstIndex(where: { !$0.isFinite }) {
            throw FileError(table.path, "line \(table.lines[index / shape.count]) holds a number too large to compute with. Correct it.")
        }
        return .floats(values)
    }

    /// What replaces a missing value; throws where the recipe refuses them.
    private func filler(_ kind: Kind, _ table: CsvTable, _ row: Int, _ column: Int) throws(FileError) -> [Float] {
        switch (missing, kind) {
        case (.refuse, _):
            let word = table.name(row: row, column: column), isNamed = !word.isEmpty && word != "?"
            var sentence = isNamed ? "\(word) marks a missing value, as in pandas." : "the value is missing."
            sentence += isKept ? " Fill it in: the run was trained on rows without gaps." : " Fill it in, or give the recipe's data missing: mean or a value."
            if isNamed, !isKept, case .category = kind { sentence += " If \(word) is a category, name the column under categorical." }
            throw table.error(row: row, column: column, sentence, key: isKept ? nil : "missing")
        case (.value(let value), _): return [Float](repeating: Float(value), count: kind.width)
        case (.mean, .number(let mean)): return [Float(mean)]
        case (.mean, .category(_, let shares)): return shares
        }
    }
}
