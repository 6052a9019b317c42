import Tensors

/// How a table is written: its delimiter and its decimal mark. What a recipe leaves out is detected from the file's first lines.
struct CsvDialect: Hashable, Sendable {
    var delimiter = UInt8(ascii: ",")
    var decimal = DecimalMark.point
    /// What was detected without being given, as sentences that follow the file's name.
    var notes: [String] = []

    /// The number of lines that are examined.
    private static let examinedLines = 200
    private static let names: [(mark: UInt8, name: String)] = [
        (UInt8(ascii: ","), "commas"), (UInt8(ascii: ";"), "semicolons"), (UInt8(ascii: "\t"), "tabs"), (UInt8(ascii: "|"), "bars"),
    ]

    init(_ bytes: [UInt8], path: String, _ format: CsvFormat) {
        let isTabbed = path.hasSuffix(".tsv") || path.hasSuffix(".tsv.gz")
        let lines = Self.lines(bytes)
        if let given = format.delimiter?.asciiValue {
            delimiter = given
        } else if isTabbed {
            delimiter = UInt8(ascii: "\t")
        } else if let found = Self.delimiter(lines), found.mark != delimiter {
            delimiter = found.mark
            notes.append("has \(found.name) between its fields.")
        }
        if let given = format.decimal {
            decimal = given
        } else {
            detectDecimal(Self.fields(lines.dropFirst(format.hasHeader ? 1 : 0), delimiter))
        }
    }

    /// Detects decimal commas: some number has a comma that can't separate thousands, and none has such a point. Where commas don't separate fields, a comma before three
    /// digits counts as well, because a semicolon as delimiter mostly means that the comma is the decimal mark.
    private mutating func detectDecimal(_ fields: [ArraySlice<UInt8>]) {
        func numbers(_ mark: DecimalMark) -> some Sequence<WrittenNumber> { fields.lazy.filter { $0.contains(mark.byte) }.compactMap { WrittenNumber($0, mark) } }
        let separatesFields = delimiter == DecimalMark.comma.byte
        guard numbers(.comma).contains(where: { $0.tellsDecimal || $0.hasDecimals && !separatesFields }), !numbers(.point).contains(where: \.tellsDecimal) else { return }
        decimal = .comma
        notes.append("has decimal commas: 1,5 is one and a half. Give decimal: point where its commas separate thousands.")
    }

    /// The character that divides every line into the same number of fields, found from the bytes alone; `nil` where none does.
    static func delimiter(of bytes: [UInt8]) -> String? { delimiter(lines(bytes)).map { String(UnicodeScalar($0.mark)) } }

    /// The first mark that divides every line into the same number of fields, two or more; `nil` where none does.
    private static func delimiter(_ lines: [ArraySlice<UInt8>]) -> (mark: UInt8, name: String)? {
        func width(_ line: ArraySlice<UInt8>, _ mark: UInt8) -> Int { fields([line], mark).count }
        return names.first { mark, _ in
            guard let first = lines.first.map({ width($0, mark) }), first > 1 else { return false }
            return lines.dropFirst().allSatisfy { width($0, mark) == first }
        }
    }

    /// The first lines that are not empty. A line break inside quotes does not end a line.
    private static func lines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
        var lines: [ArraySlice<UInt8>] = [], isQuoted = false
        var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        for index in start..<max(start, bytes.count) {
            if bytes[index] == UInt8(ascii: "\"") { isQuoted.toggle() }
            guard !isQuoted, bytes[index] == UInt8(ascii: "\n") || bytes[index] == UInt8(ascii: "\r") else { continue }
            if index > start { lines.append(bytes[start..<index]) }
            start = index + 1
            if lines.count == examinedLines { return lines }
        }
        if start < bytes.count { lines.append(bytes[start...]) }
        return lines
    }

    /// The fields of lines, without the quotes around them.
    private static func fields(_ lines: some Sequence<ArraySlice<UInt8>>, _ mark: UInt8) -> [ArraySlice<UInt8>] {
        var fields: [ArraySlice<UInt8>] = []
        let quote = UInt8(ascii: "\"")
        for line in lines {
            var start = line.startIndex, isQuoted = false
            func finish(_ end: Int) { fields.append(line[start..<end].first == quote && end - start > 1 && line[end - 1] == quote ? line[start + 1..<end - 1] : line[start..<end]) }
            for index in line.indices {
                if line[index] == quote { isQuoted.toggle() }
                guard line[index] == mark, !isQuoted else { continue }
                finish(index)
                start = index + 1
            }
            finish(line.endIndex)
        }
        return fields
    }
}

/// How a recipe says that a table is written; what is `nil` is detected from the file.
struct CsvFormat: Hashable, Sendable {
    var delimiter: Character?
    var decimal: DecimalMark?
    var hasHeader = true
}

/// The mark before decimals: `decimal: point` or `comma`.
public enum DecimalMark: String, CaseIterable, Hashable, Sendable, DataValued {
    case point, comma

    var byte: UInt8 { self == .point ? UInt8(ascii: ".") : UInt8(ascii: ",") }
    var other: DecimalMark { self == .point ? .comma : .point }
}

/// A number as people write it: `1,234.50`, `-0,46`, `12 %`, `€ 3.20`.
struct WrittenNumber {
    let value: Double
    /// Its unit: `%` or the sign of a currency; `nil` for a plain number.
    let unit: String?
    let hasDecimals: Bool
    let hasThousands: Bool
    /// Whether its decimal mark can't be a separator of thousands.
    let tellsDecimal: Bool

    private static let currencies: Set<Character> = ["$", "€", "£", "¥", "₹", "₩", "₽"]

    /// `nil` for a field that is not a number with this decimal mark.
    init?(_ field: ArraySlice<UInt8>, _ mark: DecimalMark) {
        guard field.count <= 64, field.contains(where: { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else { return nil }
        var text = Substring(String(decoding: field, as: UTF8.self))
        func trim() {
            while text.first?.isWhitespace ?? false { text.removeFirst() }
            while text.last?.isWhitespace ?? false { text.removeLast() }
        }
        trim()
        var sign = "", unit: String?
        if let first = text.first, first == "-" || first == "+" || first == "−" {
            sign = first == "+" ? "" : "-"
            text.removeFirst()
        }
        if let first = text.first, Self.currencies.contains(first) {
            unit = String(text.removeFirst())
        } else if let last = text.last, last == "%" || Self.currencies.contains(last) {
            unit = String(text.removeLast())
        }
        trim()
        if sign.isEmpty, unit != nil, text.first == "-" {
            sign = "-"
            text.removeFirst()
        }
        let decimal: Character = mark == .point ? "." : ",", comma: Character = mark == .point ? "," : "."
        let halves = text.split(separator: decimal, maxSplits: 1, omittingEmptySubsequences: false)
        guard let whole = halves.first, halves.count == 1 || !whole.isEmpty || !halves[1].isEmpty else { return nil }
        var fraction = halves.count == 2 ? String(halves[1]) : "", exponent = ""
        if let e = fraction.firstIndex(where: { $0 == "e" || $0 == "E" }) { (fraction, exponent) = (String(fraction[..<e]), String(fraction[e...])) }
        guard fraction.allSatisfy({ $0.isASCII && $0.isNumber }), exponent.isEmpty || Double("1" + exponent) != nil else { return nil }
        let marks = whole.filter { !($0.isASCII && $0.isNumber) }
        let groups = whole.split(omittingEmptySubsequences: false) { !($0.isASCII && $0.isNumber) }
        if let first = marks.first {
            // Thousands are separated by one mark, three digits in each group, the first group without a leading zero.
            guard first == comma || first == " " || first == "'" || first == "’" || first == "\u{A0}" || first == "\u{202F}" || first == "\u{2009}",
                marks.allSatisfy({ $0 == first }),
                (1...3).contains(groups[0].count), groups[0].first != "0", groups.dropFirst().allSatisfy({ $0.count == 3 })
            else { return nil }
        }
        guard !groups.joined().isEmpty || !fraction.isEmpty, let value = Double(sign + "0" + groups.joined() + "." + (fraction.isEmpty ? "0" : fraction) + exponent), value.isFinite
        else { return nil }
        self.value = unit == "%" ? value / 100 : value
        self.unit = unit
        (hasDecimals, hasThousands) = (halves.count == 2, !marks.isEmpty)
        tellsDecimal = halves.count == 2 && (fraction.count != 3 || !(1...3).contains(groups.joined().count) && marks.isEmpty || groups[0].first == "0" || !marks.isEmpty)
    }
}
