/// The symbols of texts and their numbers: 0 is padding, 1 a symbol that the training part does not have, as in Keras' TextVectorization; an alphabet
/// that the recipe gives counts from 0 and has neither.
struct Vocabulary: Fitted {
    let symbols: [String]
    let kind: SequenceSpec.VocabularyKind
    /// Whether symbols beyond these are an error.
    let isClosed: Bool
    private let numbers: [String: Int32]

    static let padding: Int32 = 0
    static let unknown: Int32 = 1
    private static let mostTokens = 10_000

    init(alphabet: String) {
        symbols = alphabet.map(String.init)
        kind = .characters
        isClosed = true
        numbers = Self.numbers(symbols)
    }

    /// Of the training part's symbols: the most frequent `max_tokens`, characters in their own order, words by how often they occur.
    init(training: some Sequence<String>, _ spec: SequenceSpec) {
        kind = spec.vocabulary ?? .characters
        isClosed = false
        var counts: [String: Int] = [:]
        for symbol in training { counts[symbol, default: 0] += 1 }
        let frequent = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key).prefix((spec.maxTokens ?? Self.mostTokens) - 2)
        symbols = ["", "[UNK]"] + (kind == .characters ? frequent.sorted() : Array(frequent))
        numbers = Self.numbers(symbols)
    }

    private static func numbers(_ symbols: [String]) -> [String: Int32] { Dictionary(symbols.enumerated().map { ($1, Int32($0)) }) { first, _ in first } }

    /// The number of a symbol; `nil` where the alphabet is closed and has it not.
    func number(_ symbol: String) -> Int32? { numbers[symbol] ?? (isClosed ? nil : Self.unknown) }

    /// What fills short texts: padding, or an alphabet's blank.
    var filler: Int32? { isClosed ? numbers[" "] : Self.padding }

    /// Numbers as they are stored: a byte each where that is enough.
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

    /// Where it is open, padding and unknown come first.
    var isDamaged: Bool { symbols.isEmpty || !isClosed && symbols.count < 2 }

    func changes(since old: Vocabulary) -> [DataChange] { DataChange.names("symbol", symbols, since: old.symbols) }
}

extension SequenceSpec.VocabularyKind: Codable {}
