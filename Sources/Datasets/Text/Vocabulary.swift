/// The symbols of texts and their numbers. As in Keras' TextVectorization, 0 is padding and 1 stands for a symbol that the training part does not have; an alphabet
/// that the recipe gives counts from 0 and has neither.
struct Vocabulary: Fitted {
    let symbols: [String]
    let kind: SequenceSpec.VocabularyKind
    /// Whether other symbols are an error.
    let isClosed: Bool
    private let numbers: [String: Int32]

    static let padding: Int32 = 0
    static let unknown: Int32 = 1
    private static let defaultMaxTokens = 10_000

    init(alphabet: String) {
        symbols = alphabet.map(String.init)
        kind = .characters
        isClosed = true
        numbers = Self.numbers(symbols)
    }

    /// The most frequent `max_tokens` symbols of the training part, characters in their own order, words by their frequency.
    init(training: some Sequence<String>, _ spec: SequenceSpec) {
        kind = spec.vocabulary ?? .characters
        isClosed = false
        var counts: [String: Int] = [:]
        for symbol in training { counts[symbol, default: 0] += 1 }
        let frequent = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key).prefix((spec.maxTokens ?? Self.defaultMaxTokens) - 2)
        symbols = ["", "[UNK]"] + (kind == .characters ? frequent.sorted() : Array(frequent))
        numbers = Self.numbers(symbols)
    }

    private static func numbers(_ symbols: [String]) -> [String: Int32] { Dictionary(symbols.enumerated().map { ($1, Int32($0)) }) { first, _ in first } }

    /// The number of a symbol; `nil` where the vocabulary is closed and doesn't have it.
    func number(_ symbol: String) -> Int32? { numbers[symbol] ?? (isClosed ? nil : Self.unknown) }

    /// The number with which short texts are padded: padding, or the blank of an alphabet; `nil` where it has none.
    var filler: Int32? { isClosed ? numbers[" "] : Self.padding }

    /// The numbers as inputs; a byte each where that is enough.
    func stored(_ tokens: [Int32]) -> Examples.Values {
        symbols.count <= 256 ? .bytes(tokens.map { UInt8(truncatingIfNeeded: $0) }, scale: 1) : .floats(tokens.map(Float.init))
    }
}

extension Vocabulary {
    private enum CodingKeys: String, CodingKey { case symbols, kind, closed }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        symbols = try container.decode([String].self, forKey: .symbols)
        kind = try container.decode(SequenceSpec.VocabularyKind.self, forKey: .kind)
        isClosed = try container.decode(Bool.self, forKey: .closed)
        numbers = Self.numbers(symbols)
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(symbols, forKey: .symbols)
        try container.encode(kind, forKey: .kind)
        try container.encode(isClosed, forKey: .closed)
    }

    /// Whether it has too few symbols: an open vocabulary begins with padding and unknown.
    var isDamaged: Bool { symbols.isEmpty || !isClosed && symbols.count < 2 }

    func changes(since old: Vocabulary) -> [DataChange] { DataChange.names("symbol", symbols, since: old.symbols) }
}

extension SequenceSpec.VocabularyKind: Codable {}
