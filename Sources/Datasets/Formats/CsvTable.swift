import Foundation
import Tensors

/// A table as text (RFC 4180): quoted fields with doubled quotes, any line ends, a header; gzipped or not, UTF-8, or UTF-16 with its mark. Between tabs quotes are
/// letters like any other.
struct CsvTable {
    let path: String
    let columns: [String]
    /// The line, from 1, that each row begins on.
    let lines: [Int]
    let dialect: CsvDialect
    private let bytes: [UInt8]
    /// rows × columns.
    private let fields: [Field]

    private struct Field {
        let start: Int
        let end: Int
        /// Doubled quotes inside stand for one.
        var isEscaped = false
        var isQuoted = false
    }

    private static let largestFile = 1 << 30
    private static let mostFields = 100_000_000

    init(path: String, _ form: CsvForm = CsvForm()) throws(FileError) {
        let hasHeader = form.hasHeader, bytes = try Self.bytes(path)
        dialect = CsvDialect(bytes, path: path, form)
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

    /// The columns by the first line alone, whatever is below it; empty where it names none.
    static func columns(path: String, _ form: CsvForm) throws(FileError) -> [String] {
        let bytes = try bytes(path)
        var parser = Parser(bytes: bytes, path: path, delimiter: CsvDialect(bytes, path: path, form).delimiter)
        try parser.parse(rows: 1)
        let columns = parser.columns(hasHeader: form.hasHeader)
        return twice(columns) == nil ? columns : []
    }

    private static func bytes(_ path: String) throws(FileError) -> [UInt8] {
        try TextEncoding.utf8([UInt8](Gzip.read(path, limit: largestFile)), path: path)
    }

    /// How it is written, for another table of the same columns.
    func form(hasHeader: Bool) -> CsvForm { CsvForm(delimiter: Character(Unicode.Scalar(dialect.delimiter)), decimal: dialect.decimal, hasHeader: hasHeader) }

    private static func twice(_ columns: [String]) -> String? {
        guard Set(columns).count < columns.count else { return nil }
        return Dictionary(grouping: columns, by: \.self).filter { $1.count > 1 }.keys.min()
    }

    var rows: Int { lines.count }

    func text(row: Int, column: Int) -> String { CsvTable.text(fields[row * columns.count + column], bytes) }

    /// A name of a class or a category: the text without blanks about it.
    func name(row: Int, column: Int) -> String {
        let text = text(row: row, column: column)
        return text.first?.isWhitespace ?? false || text.last?.isWhitespace ?? false ? text.trimmingCharacters(in: .whitespacesAndNewlines) : text
    }

    /// The number of a field; `nil` where it is none or not finite.
    func number(row: Int, column: Int) -> Double? {
        let own = trimmed(row, column)
        guard own.count <= 64 else { return nil }
        if let number = CsvNumber.plain(own, dialect.decimal) { return number }
        if dialect.decimal == .point, let number = Double(String(decoding: own, as: UTF8.self)) { return number.isFinite ? number : nil }
        return WrittenNumber(own, dialect.decimal)?.value
    }

    /// The number of a field with what people write about it; `nil` where it is none.
    func written(row: Int, column: Int, _ mark: DecimalMark? = nil) -> WrittenNumber? { WrittenNumber(trimmed(row, column), mark ?? dialect.decimal) }

    /// Whether there is more in a field than the digits, sign and decimal mark of a number.
    func hasMarks(row: Int, column: Int) -> Bool {
        trimmed(row, column).contains {
            !((UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == dialect.decimal.byte || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+")
                || $0 | 0x20 == UInt8(ascii: "e"))
        }
    }

    /// What counts as a field of which nothing is known.
    enum Gaps: String, Codable, Hashable, Sendable {
        /// Empty, `?`, and the words that pandas takes for NaN.
        case words
        /// The same, but a word in quotes is a name.
        case unquotedWords
        /// Empty and `?`: every word is a name.
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

    /// Which words of a column of names are gaps: where some of its fields are in quotes and others are not, quotes make a name.
    func gaps(ofNames column: Int) -> Gaps {
        let areQuoted = (0..<rows).lazy.filter { !trimmed($0, column).isEmpty }.map { fields[$0 * columns.count + column].isQuoted }
        return areQuoted.contains(true) && areQuoted.contains(false) ? .unquotedWords : .words
    }

    /// What pandas.read_csv takes for NaN, in the same capitals, so that a category "none" stays one; and the ? of older collections.
    private static let missing: Set<String> = [
        "?", "NA", "N/A", "n/a", "<NA>", "#NA", "#N/A", "#N/A N/A", "NaN", "nan", "-NaN", "-nan", "1.#IND", "-1.#IND", "1.#QNAN", "-1.#QNAN", "NULL", "null", "None",
    ]
    /// Of those, what numbers begin with as well.
    private static let numberStarts: Set<UInt8> = [UInt8(ascii: "-"), UInt8(ascii: "1")]
    /// Few fields begin so: most are told by one byte.
    private static let missingStarts = Set(missing.compactMap(\.utf8.first))

    /// A field without blanks about it.
    private func trimmed(_ row: Int, _ column: Int) -> ArraySlice<UInt8> {
        let field = fields[row * columns.count + column], blank = UInt8(ascii: " ")
        var start = field.start, end = field.end
        while start < end, bytes[start] == blank { start += 1 }
        while start < end, bytes[end - 1] == blank { end -= 1 }
        return bytes[start..<end]
    }

    /// "votes.csv: line 3, column crime" in an error.
    func error(row: Int, column: Int, _ sentence: String) -> FileError {
        FileError(path, "line \(lines[row]), column \(columns[column].prefix(40)): \(sentence)")
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
        private var place = 0
        private var line = 1

        init(bytes: [UInt8], path: String, delimiter: UInt8) {
            self.bytes = bytes
            self.path = path
            self.delimiter = delimiter
            if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { place = 3 }
        }

        /// The names of the first line, or numbers from 1.
        func columns(hasHeader: Bool) -> [String] {
            guard hasHeader else { return (0..<width).map { String($0 + 1) } }
            return fields[0..<width].map { field in
                let name = CsvTable.text(field, bytes)
                return name.first == " " || name.last == " " ? name.trimmingCharacters(in: .whitespaces) : name
            }
        }

        /// Takes off empty lines at the end, which in a table of one column look like rows.
        mutating func dropBlankEnd() {
            while width == 1, lines.count > 1, let last = fields.last, last.start == last.end, !last.isQuoted {
                fields.removeLast()
                lines.removeLast()
            }
        }

        /// Reads so many rows, or all.
        mutating func parse(rows: Int = .max) throws(FileError) {
            while place < bytes.count, lines.count < rows {
                let start = fields.count, firstLine = line, begin = place
                try row()
                guard String(validating: bytes[begin..<place], as: UTF8.self) != nil else {
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
                        path, "line \(firstLine): expected \(width) fields as in the first line, got \(count). Mend the line, or give another delimiter.")
                }
                lines.append(firstLine)
            }
        }

        private mutating func row() throws(FileError) {
            while true {
                guard fields.count < CsvTable.mostFields else { throw FileError(path, "has more than \(CsvTable.mostFields) fields. Give a smaller table.") }
                try fields.append(place < bytes.count && bytes[place] == UInt8(ascii: "\"") && delimiter != UInt8(ascii: "\t") ? quoted() : plain())
                guard place < bytes.count else { return }
                let byte = bytes[place]
                place += 1
                if byte == delimiter {
                    if place == bytes.count { fields.append(Field(start: place, end: place)) }
                    if place < bytes.count { continue }
                    return
                }
                if byte == UInt8(ascii: "\r"), place < bytes.count, bytes[place] == UInt8(ascii: "\n") { place += 1 }
                line += 1
                return
            }
        }

        private mutating func plain() throws(FileError) -> Field {
            let start = place
            while place < bytes.count {
                let byte = bytes[place]
                if byte == delimiter || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") { break }
                if byte == 0 { throw FileError(path, "line \(line) holds a zero byte: it is no text. Give a table as text; of UTF-16 that lacks its mark save it as UTF-8.") }
                place += 1
            }
            return Field(start: start, end: place)
        }

        private mutating func quoted() throws(FileError) -> Field {
            let first = line
            place += 1
            var field = Field(start: place, end: place, isQuoted: true)
            while place < bytes.count {
                switch bytes[place] {
                case 0: throw FileError(path, "line \(line) holds a zero byte: it is no text. Give a table as text; of UTF-16 that lacks its mark save it as UTF-8.")
                case UInt8(ascii: "\n"): line += 1
                case UInt8(ascii: "\""):
                    if place + 1 < bytes.count, bytes[place + 1] == UInt8(ascii: "\"") {
                        field.isEscaped = true
                        place += 1
                    } else {
                        field = Field(start: field.start, end: place, isEscaped: field.isEscaped, isQuoted: true)
                        place += 1
                        guard place == bytes.count || [delimiter, UInt8(ascii: "\n"), UInt8(ascii: "\r")].contains(bytes[place]) else {
                            throw FileError(path, "line \(line): expected the delimiter after a closing quote. Double the quotes inside a quoted field.")
                        }
                        return field
                    }
                default: break
                }
                place += 1
            }
            throw FileError(path, "line \(first): a quoted field is never closed. Close the quote, or double the quotes inside it.")
        }
    }
}
