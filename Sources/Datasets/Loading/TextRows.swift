import Tensors

/// Encodes the texts of a column as rows of symbol numbers, padded or cut to one length.
struct TextRows: RowEncoder {
    let shape: Shape
    let symbols: [String]?
    var columnNames: [String]? { nil }
    private let column: Int
    private let vocabulary: Vocabulary
    private let padding: SequenceSpec.End
    private let truncating: SequenceSpec.End

    private static let maxDefaultLength = 256

    init(_ table: CsvTable, column: Int, training: [Int], _ sequence: SequenceSpec, _ fitting: Fitting) throws(FileError) {
        let kind = sequence.alphabet == nil ? sequence.vocabulary ?? .characters : .characters
        let texts = training.map { Tokenizer.symbols(table.text(row: $0, column: column), kind) }
        vocabulary = try fitting.value("vocabulary") { sequence.alphabet.map(Vocabulary.init(alphabet:)) ?? Vocabulary(training: texts.joined(), sequence) }
        let longest = min(Self.maxDefaultLength, texts.lazy.map(\.count).max() ?? 0)
        guard longest > 0 else { throw FileError(table.path, "column \(table.columns[column]) holds no text. Name another column.") }
        let length = try fitting.value("length") { FittedLength(symbols: sequence.length ?? longest) }
        self.column = column
        symbols = vocabulary.symbols
        shape = [length.symbols]
        padding = sequence.padding ?? .post
        truncating = sequence.truncating ?? .post
    }

    func values(_ table: CsvTable) throws(FileError) -> Examples.Values {
        let length = shape.count
        try table.checkSize(width: length, "Lower length.")
        var tokens: [Int32] = []
        tokens.reserveCapacity(table.rows * length)
        for row in 0..<table.rows {
            let all = Tokenizer.symbols(table.text(row: row, column: column), vocabulary.kind)
            var own: [Int32] = []
            for symbol in truncating == .post ? all.prefix(length) : all.suffix(length) {
                guard let number = vocabulary.number(symbol) else {
                    throw table.error(
                        row: row, column: column,
                        "expected only the characters \(vocabulary.symbols.joined().debugDescription), got \(symbol.debugDescription.prefix(40)). Correct it, or widen the alphabet."
                    )
                }
                own.append(number)
            }
            guard let filler = own.count < length ? vocabulary.filler : Vocabulary.padding else {
                throw table.error(
                    row: row, column: column,
                    "expected \(length) characters, got \(own.count), and the alphabet has no blank to pad with. Give texts of one length, or an alphabet with a blank.")
            }
            let fill = repeatElement(filler, count: length - own.count)
            tokens += padding == .post ? own + fill : fill + own
        }
        return vocabulary.stored(tokens)
    }
}

/// The symbols that each text of a table is padded or cut to.
struct FittedLength: Fitted {
    let symbols: Int

    var isDamaged: Bool { !(1...1 << 24).contains(symbols) }

    func changes(since old: FittedLength) -> [DataChange] {
        symbols == old.symbols ? [] : [DataChange("its longest text has \(symbols) symbols, \(old.symbols) when the run began", repair: "Restore the texts")]
    }
}
