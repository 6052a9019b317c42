import Tensors

/// What one column of a table holds, judged by all rows.
struct TableColumn {
    let table: CsvTable
    let index: Int

    /// The fewest rows from which it can be judged whether texts repeat.
    private static let minRows = 20

    /// Whether at least half of the values are numbers. The others are then errors: one typing mistake must not make thousands of categories.
    func isOfNumbers() throws(FileError) -> Bool {
        var known = 0, numbers = 0, others = 0, example: Int?
        for row in 0..<table.rows where !table.isMissing(row: row, column: index) {
            known += 1
            if table.number(row: row, column: index) != nil {
                numbers += 1
            } else if table.written(row: row, column: index, table.dialect.decimal.other) != nil {
                others += 1
                example = example ?? row
            }
        }
        if others > numbers, 2 * others >= known, let example {
            let other = table.dialect.decimal.other
            throw table.error(
                row: example, column: index,
                "expected decimal \(table.dialect.decimal.rawValue)s, got \(table.text(row: example, column: index).prefix(40)). Give the recipe's data decimal: \(other.rawValue), or write all numbers in the same way."
            )
        }
        return 2 * numbers >= known
    }

    /// Notes about numbers that are written with units or with thousands separators; throws where a column mixes two units.
    func numberNotes() throws(FileError) -> [String] {
        guard (0..<table.rows).contains(where: { table.hasMarks(row: $0, column: index) }) else { return [] }
        var unit: (mark: String, row: Int)?, bare: Int?, notes: [String] = [], hasThousands = false, isUnitSaid = false
        for row in 0..<table.rows where !table.isMissing(row: row, column: index) {
            guard let written = table.written(row: row, column: index), written.unit != nil || written.hasThousands else {
                bare = bare ?? (table.number(row: row, column: index) == 0 ? nil : row)
                continue
            }
            let text = table.name(row: row, column: index).prefix(40)
            if written.hasThousands, !hasThousands {
                hasThousands = true
                notes.append("column \(name) has thousands separators: \(text) is \(written.value.plain).")
            }
            guard let mark = written.unit else { continue }
            if let unit, unit.mark != mark {
                throw table.error(row: row, column: index, "expected a number in \(unit.mark) as in line \(table.lines[unit.row]), got \(text). Use one unit.")
            }
            unit = unit ?? (mark, row)
            if !isUnitSaid, written.value != 0 {
                isUnitSaid = true
                notes.append("column \(name) is in \(mark): \(text) is \(written.value.plain).")
            }
        }
        if let unit, unit.mark == "%", let bare {
            throw table.error(
                row: bare, column: index,
                "expected a number in \(unit.mark) as in line \(table.lines[unit.row]), got \(table.text(row: bare, column: index).prefix(40)). Use one unit.")
        }
        return notes
    }

    /// Why its texts are not categories, as words that follow the column's name; `nil` where they may be.
    func reasonAgainstCategories(_ gaps: CsvTable.Gaps) -> String? {
        var names: Set<String> = [], known = 0, areDates = true
        for row in 0..<table.rows where !table.isMissing(row: row, column: index, gaps) {
            let name = table.name(row: row, column: index)
            known += 1
            names.insert(name)
            areDates = areDates && TableDate.isLike(name)
        }
        if known > 1, areDates { return "holds dates" }
        return known >= Self.minRows && 2 * names.count > known ? "has \(names.count) different texts in \(known) rows" : nil
    }

    /// A word of the column that is read as a missing value but could be a name.
    func wordForGap(_ gaps: CsvTable.Gaps) -> String? {
        guard gaps != .blanks else { return nil }
        return (0..<table.rows).lazy.filter { table.isMissing(row: $0, column: index, gaps) && !table.isMissing(row: $0, column: index, .blanks) }
            .map { table.name(row: $0, column: index) }.first
    }

    private var name: Substring { table.columns[index].prefix(40) }
}

/// Recognises dates.
enum TableDate {
    /// Whether a text looks like a date, valid or not: `2026-11-23`, `23.11.2026`, `11/23/26`, with or without a time.
    static func isLike(_ text: String) -> Bool {
        text.prefixMatch(of: /(\d{4}[-\/.]\d{1,2}[-\/.]\d{1,2}|\d{1,2}[-\/.]\d{1,2}[-\/.](\d{4}|\d{2}))([T ]\d|$)/) != nil
    }

    /// Whether a text begins with a valid date in the form 2026-11-23.
    static func isValid(_ text: String) -> Bool {
        guard let match = text.prefixMatch(of: /(\d{4})-(\d{2})-(\d{2})(?!\d)/), let year = Int(match.1), let month = Int(match.2), let day = Int(match.3), (1...12).contains(month)
        else { return false }
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        return (1...[31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]).contains(day)
    }
}

extension CsvTable {
    /// Whether a column without a name, or named like an index, numbers the rows one by one.
    func countsRows(_ column: Int) -> Bool {
        guard rows > 1, ["", "unnamed: 0", "index", "id", "row"].contains(columns[column].lowercased()), let first = number(row: 0, column: column), first == 0 || first == 1 else {
            return false
        }
        return (0..<rows).allSatisfy { number(row: $0, column: column) == first + Double($0) }
    }
}
