import Tensors

/// The columns of a table, in order, its number of rows and how it is written, recorded when a run begins.
struct TableFacts: Fitted {
    let header: [String]
    let rows: Int
    /// The character between fields, and the mark before decimals, as the recipe gives them or as they were found.
    let delimiter: String
    let decimal: DecimalMark

    init(_ table: CsvTable) {
        header = table.columns
        rows = table.rows
        delimiter = String(table.delimiter)
        decimal = table.dialect.decimal
    }

    var isDamaged: Bool { header.isEmpty || rows < 1 || delimiter.count != 1 || delimiter.first?.asciiValue == nil }

    /// How another table of the same columns is read: as this one was, whatever it looks like by itself.
    func format(hasHeader: Bool) -> CsvFormat { CsvFormat(delimiter: delimiter.first, decimal: decimal, hasHeader: hasHeader) }

    func changes(since old: TableFacts) -> [DataChange] {
        if delimiter != old.delimiter {
            return [DataChange("its fields are separated by \(Self.name(delimiter)), when the run began by \(Self.name(old.delimiter))", repair: "Save it as it was")]
        }
        if decimal != old.decimal {
            return [DataChange("its numbers are written with a decimal \(decimal.rawValue), when the run began with a \(old.decimal.rawValue)", repair: "Save it as it was")]
        }
        var changes = DataChange.names("column", header, since: old.header)
        if changes.isEmpty, header != old.header {
            changes.append(DataChange("its columns are in another order, \(header.listed), than when the run began, \(old.header.listed)", repair: "Put them back in that order"))
        }
        let more = rows - old.rows
        if more != 0 {
            changes.append(
                DataChange(
                    "it has \(rows) rows, \(old.rows) when the run began", repair: more > 0 ? "Remove the \(more) new ones" : "Put back the \(-more) that are missing"))
        }
        return changes
    }

    /// "semicolons"
    static func name(_ delimiter: String) -> String {
        switch delimiter {
        case ",": "commas"
        case ";": "semicolons"
        case "\t": "tabs"
        case "|": "bars"
        default: "\"\(delimiter)\""
        }
    }
}

extension DecimalMark: Codable {}

extension CsvTable {
    /// The character between its fields.
    var delimiter: Character { Character(Unicode.Scalar(dialect.delimiter)) }

    /// Reads a source's table and records it. An existing run's is read as it was when the run began: what a changed file looks like does not matter.
    init(_ spec: TableSpec, _ fitting: Fitting) throws(FileError) {
        let kept: TableFacts? = try fitting.kept("table")
        try self.init(path: spec.path, kept?.format(hasHeader: spec.hasHeader) ?? spec.format)
        let table = self
        _ = try fitting.value("table") { TableFacts(table) }
    }
}
