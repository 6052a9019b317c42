import Tensors

/// Encodes the texts of a column as rows of symbol numbers, padded or cut to one length.
struct TextRows: RowEncoder {
    let shape: Shape
    let symbols: [String]?
    var columnNames: [String]? { nil }
    private let column: Int
    private let encoder: TextEncoder

    private static let maxDefaultLength = 256

    init(_ table: CsvTable, column: Int, training: [Int], _ sequence: SequenceSpec, _ fitting: Fitting) throws(FileError) {
        let kind = sequence.alphabet == nil ? sequence.vocabulary ?? .characters : .characters
        let texts = training.map { Tokenizer.symbols(table.text(row: $0, column: column), kind) }
        let vocabulary = try fitting.value("vocabulary") { sequence.alphabet.map(Vocabulary.init(alphabet:)) ?? Vocabulary(training: texts.joined(), sequence) }
        let length = try fitting.value("length") { () throws(FileError) in
            let longest = min(Self.maxDefaultLength, texts.lazy.map(\.count).max() ?? 0)
            guard longest > 0 else { throw FileError(table.path, "column \(table.columns[column]) holds no text. Name another column.") }
            return FittedLength(symbols: sequence.length ?? longest)
        }
        self.column = column
        symbols = vocabulary.symbols
        shape = [length.symbols]
        encoder = TextEncoder(vocabulary, length: length.symbols, sequence)
    }

    func values(_ table: CsvTable) throws(FileError) -> Examples.Values {
        try table.checkSize(width: encoder.length, "Lower length.")
        var tokens: [Int32] = []
        tokens.reserveCapacity(table.rows * encoder.length)
        for row in 0..<table.rows {
            do { tokens += try encoder.encoded(table.text(row: row, column: column)) } catch { throw table.error(row: row, column: column, error.sentence) }
        }
        return encoder.vocabulary.stored(tokens)
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
