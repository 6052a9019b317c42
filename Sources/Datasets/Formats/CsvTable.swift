import Foundation
import Tensors

/// A table as text (RFC 4180): quoted fields with doubled quotes, any line breaks, a header; gzipped or not, in UTF-8, or in UTF-16 with a byte order mark. Where tabs
/// are the delimiter, quotes have no meaning.
struct CsvTable {
    let path: String
    let columns: [String]
    /// The line, counted from 1, on which each row begins.
    let lines: [Int]
    let dialect: CsvDialect
    let bytes: [UInt8]
    /// The fields, (rows, columns).
    private let fields: [Field]

    private struct Field {
        let start: Int
        let end: Int
        /// Whether it has doubled quotes, which stand for one.
        var isEscaped = false
        var isQuoted = false
    }

    private static let largestFile = 1 << 30
    private static let maxFields = 100_000_000

    init(path: String, _ format: CsvFormat = CsvFormat()) throws(FileError) {
        try self.init(bytes: Self.bytes(path), path: path, format)
    }

    /// A table from its bytes in UTF-8; `path` is the name that errors give.
    init(bytes: [UInt8], path: String, _ format: CsvFormat) throws(FileError) {
        let hasHeader = format.hasHeader
        dialect = CsvDialect(bytes, path: path, format)
        var parser = Parser(bytes: bytes, path: path, delimiter: dialect.delimiter)
        try parser.parse()
        parser.dropBlankEnd()
        guard parser.width > 0 else { throw FileError(path, "is empty, expected a table with a line of column names. Give another file.") }
        let width = parser.width
        columns = parser.columns(hasHeader: hasHeader)
        if hasHeader {
            fields = Array(parser.fields[width...])
            lines = Array(parser.lines.dropFirst())
        } else {
            fields = parser.fields
            lines = parser.lines
        }
        self.path = path
        self.bytes = bytes
        guard !lines.isEmpty else { throw FileError(path, "has a line of column names and no row below it. Give a table with rows.") }
        if let twice = Self.twice(columns) {
            throw FileError(path, "has two columns named \"\(twice.prefix(40))\". Rename one; a table without names needs header: false.")
        }
    }

    /// The columns, from the first line only; empty where two have the same name.
    static func columns(path: String, _ format: CsvFormat) throws(FileError) -> [String] {
        let bytes = try bytes(path)
        var parser = Parser(bytes: bytes, path: path, delimiter: CsvDialect(bytes, path: path, format).delimiter)
        try parser.parse(rows: 1)
        let columns = parser.columns(hasHeader: format.hasHeader)
        return twice(columns) == nil ? columns : []
    }

    private static func bytes(_ path: String) throws(FileError) -> [UInt8] {
        try TextEncoding.utf8([UInt8](Gzip.read(path, limit: largestFile)), path: path)
    }

    /// How the table is written, for another table with the same columns.
    func format(hasHeader: Bool) -> CsvFormat { CsvFormat(delimiter: Character(Unicode.Scalar(dialect.delimiter)), decimal: dialect.decimal, hasHeader: hasHeader) }

    private static func twice(_ columns: [String]) -> String? {
        guard Set(columns).count < columns.count else { return nil }
        return Dictionary(grouping: columns, by: \.self).filter { $1.count > 1 }.keys.min()
    }

    var rows: Int { lines.count }

    func text(row: Int, column: Int) -> String { CsvTable.text(fields[row * columns.count + column], bytes) }

    /// The text without blanks around it, as the name of a class or category.
    func name(row: Int, column: Int) -> String {
        let text = text(row: row, column: column)
        return text.first?.isWhitespace ?? false || text.last?.isWhitespace ?? false ? text.trimmingCharacters(in: .whitespacesAndNewlines) : text
    }

    /// The number of a field; `nil` where it is not a number or not finite.
    func number(row: Int, column: Int) -> Double? {
        let own = trimmed(row, column)
        guard own.count <= 64 else { return nil }
        if let number = CsvNumber.plain(own, dialect.decimal) { return number }
        if dialect.decimal == .point, let number = Double(String(decoding: own, as: UTF8.self)) { return number.isFinite ? number : nil }
        return WrittenNumber(own, dialect.decimal)?.value
    }

    /// The number of a field with its unit and separators; `nil` where it is not a number.
    func written(row: Int, column: Int, _ mark: DecimalMark? = nil) -> WrittenNumber? { WrittenNumber(trimmed(row, column), mark ?? dialect.decimal) }

    /// Whether a field has characters other than the digits, sign, decimal mark and exponent of a number.
    func hasMarks(row: Int, column: Int) -> Bool {
        trimmed(row, column).contains {
            !((UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == dialect.decimal.byte || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+")
                || $0 | 0x20 == UInt8(ascii: "e"))
        }
    }

    /// Which fields count as missing values.
    enum Gaps: String, Codable, Hashable, Sendable {
        /// Empty fields, `?`, and the words that pandas reads as NaN.
        case words
        /// The same, except words in quotes, which are names.
        case unquotedWords
        /// Empty fields and `?`; every word is a name.
        case blanks
    }

    func isMissing(row: Int, column: Int, _ gaps: Gaps = .words) -> Bool {
        let own = trimmed(row, column)
        guard let first = own.first else { return true }
        guard own.count <= 8, Self.missingStarts.contains(first) else { return false }
        if Self.numberStarts.contains(first) { guard own.contains(where: { $0 == UInt8(ascii: "#") || $0 | 0x20 == UInt8(ascii: "n") }) else { return false } }
        if gaps == .blanks { return own.elementsEqual("?".utf8) }
        return !(gaps == .unquotedWords && fields[row * columns.count + column].isQuoted) && Self.missing.contains(String(decoding: own, as: UTF8.self))
    }

    /// Which words of a column of names are missing values: where some of its fields are in quotes and others are not, a quoted word is a name.
    func gaps(ofNames column: Int) -> Gaps {
        let areQuoted = (0..<rows).lazy.filter { !trimmed($0, column).isEmpty }.map { fields[$0 * columns.count + column].isQuoted }
        return areQuoted.contains(true) && areQuoted.contains(false) ? .unquotedWords : .words
    }

    /// The words that pandas.read_csv reads as NaN, with the same capitals, so that a category "none" remains one; and the ? of older data sets.
    private static let missing: Set<String> = [
        "?", "NA", "N/A", "n/a", "<NA>", "#NA", "#N/A", "#N/A N/A", "NaN", "nan", "-NaN", "-nan", "1.#IND", "-1.#IND", "1.#QNAN", "-1.#QNAN", "NULL", "null", "None",
    ]
    /// The first characters of those words with which numbers begin as well.
    private static let numberStarts: Set<UInt8> = [UInt8(ascii: "-"), UInt8(ascii: "1")]
    /// The first characters of those words: most fields can be ruled out by their first byte.
    private static let missingStarts = Set(missing.compactMap(\.utf8.first))

    /// A field without blanks around it.
    private func trimmed(_ row: Int, _ column: Int) -> ArraySlice<UInt8> {
        let field = fields[row * columns.count + column], blank = UInt8(ascii: " ")
        var start = field.start, end = field.end
        while start < end, bytes[start] == blank { start += 1 }
        while start < end, bytes[end - 1] == blank { end -= 1 }
        return bytes[start..<end]
    }

    /// An error about a field: "votes.csv: line 3, column crime: …".
    func error(row: Int, column: Int, _ sentence: String, key: String? = nil) -> FileError {
        FileError(path, "line \(lines[row]), column \(columns[column].prefix(40)): \(sentence)", key: key)
    }

    private static func text(_ field: Field, _ bytes: [UInt8]) -> String {
        let text = String(decoding: bytes[field.start..<field.end], as: UTF8.self)
        return field.isEscaped ? text.replacingOccurrences(of: "\"\"", with: "\"") : text
    }

    /// One pass over the bytes.
    private struct Parser {
        let bytes: [UInt8]
        let path: String
        let delimiter: UInt8
        var fields: [Field] = []
        var lines: [Int] = []
        var width = 0
        private var position = 0
        private var line = 1

        init(bytes: [UInt8], path: String, delimiter: UInt8) {
            self.bytes = bytes
            self.path = path
            self.delimiter = delimiter
            if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
        }

        /// The names of the first line, or numbers from 1.
        func columns(hasHeader: Bool) -> [String] {
            guard hasHeader else { return (0..<width).map { String($0 + 1) } }
            return fields[0..<width].map { field in
                let name = CsvTable.text(field, bytes)
                return name.first == " " || name.last == " " ? name.trimmingCharacters(in: .whitespaces) : name
            }
        }

        /// Removes empty lines at the end, which in a table of one column look like rows.
        mutating func dropBlankEnd() {
            while width == 1, lines.count > 1, let last = fields.last, last.start == last.end, !last.isQuoted {
                fields.removeLast()
                lines.removeLast()
            }
        }

        /// Reads at most `rows` rows.
        mutating func parse(rows: Int = .max) throws(FileError) {
            while position < bytes.count, lines.count < rows {
                let start = fields.count, firstLine = line, begin = position
                try row()
                guard String(validating: bytes[begin..<position], as: UTF8.self) != nil else {
                    throw FileError(path, "line \(firstLine) is not UTF-8 text. Save the table as UTF-8.")
                }
                let count = fields.count - start
                if count == 1, fields[start].start == fields[start].end, width != 1 {
                    fields.removeLast()  // an empty line
                    continue
                }
                if width == 0 { width = count }
                guard count == width else {
                    throw FileError(
                        path, "line \(firstLine): expected \(width) fields as in the first line, got \(count). Correct the line, or give another delimiter.")
                }
                lines.append(firstLine)
            }
        }

        private mutating func row() throws(FileError) {
            while true {
                guard fields.count < CsvTable.maxFields else { throw FileError(path, "has more than \(CsvTable.maxFields) fields. Give a smaller table.") }
                try fields.append(position < bytes.count && bytes[position] == UInt8(ascii: "\"") && delimiter != UInt8(ascii: "\t") ? quoted() : plain())
                guard position < bytes.count else { return }
                let byte = bytes[position]
                position += 1
                if byte == delimiter {
                    if position == bytes.count { fields.append(Field(start: position, end: position)) }
                    if position < bytes.count { continue }
                    return
                }
                if byte == UInt8(ascii: "\r"), position < bytes.count, bytes[position] == UInt8(ascii: "\n") { position += 1 }
                line += 1
                return
            }
        }

        private mutating func plain() throws(FileError) -> Field {
            let start = position
            while position < bytes.count {
                let byte = bytes[position]
                if byte == delimiter || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") { break }
                if byte == 0 { throw FileError(path, "line \(line) holds a zero byte, so it is not text. Give a table as text; save UTF-16 without a byte order mark as UTF-8.") }
                position += 1
            }
            return Field(start: start, end: position)
        }

        private mutating func quoted() throws(FileError) -> Field {
            let first = line
            position += 1
            var field = Field(start: position, end: position, isQuoted: true)
            while position < bytes.count {
                switch bytes[position] {
                case 0: throw FileError(path, "line \(line) holds a zero byte, so it is not text. Give a table as text; save UTF-16 without a byte order mark as UTF-8.")
                case UInt8(ascii: "\n"): line += 1
                case UInt8(ascii: "\""):
                    if position + 1 < bytes.count, bytes[position + 1] == UInt8(ascii: "\"") {
                        field.isEscaped = true
                        position += 1
                    } else {
                        field = Field(start: field.start, end: position, isEscaped: field.isEscaped, isQuoted: true)
                        position += 1
                        guard position == bytes.count || [delimiter, UInt8(ascii: "\n"), UInt8(ascii: "\r")].contains(bytes[position]) else {
                            throw FileError(path, "line \(line): expected the delimiter after a closing quote. Double the quotes inside a quoted field.")
                        }
                        return field
                    }
                default: break
                }
                position += 1
            }
            throw FileError(path, "line \(first): a quoted field is never closed. Close the quote, or double the quotes inside it.")
        }
    }
}
