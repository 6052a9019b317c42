import Datasets

extension SequenceSpec {
    static let tableKeys = ["vocabulary", "alphabet", "max_tokens", "length", "padding", "truncating"]
    static let textKeys = ["vocabulary", "alphabet", "max_tokens", "steps", "stride", "streams"]
    static let seriesKeys = ["steps", "stride", "horizon"]

    private static let range = 1...1_000_000

    init(_ keys: DataKeys) throws(RecipeError) {
        self.init()
        func integer(_ key: String, in range: ClosedRange<Int> = SequenceSpec.range) throws(RecipeError) -> Int? {
            try keys.values[key].map { node throws(RecipeError) in try node.integer(key, in: range) }
        }
        steps = try integer("steps", in: 1...100_000)
        stride = try integer("stride")
        streams = try integer("streams", in: 2...65_536)
        horizon = try integer("horizon")
        vocabulary = try keys.choice("vocabulary")
        alphabet = try keys.text("alphabet")
        maxTokens = try integer("max_tokens", in: 3...1_000_000)
        length = try integer("length", in: 1...100_000)
        padding = try keys.choice("padding")
        truncating = try keys.choice("truncating")
        if let alphabet, alphabet.count < 2 || Set(alphabet).count != alphabet.count {
            throw keys.error("alphabet", "alphabet: expected two different characters or more, such as ACGT, got \(alphabet.prefix(40)).")
        }
        if alphabet != nil, maxTokens != nil {
            throw keys.error("max_tokens", "max_tokens: has no meaning beside alphabet, which names all symbols. Leave one of them out.")
        }
        if alphabet != nil, vocabulary == .words {
            throw keys.error("vocabulary", "vocabulary: an alphabet is of characters, got words. Leave one of them out.")
        }
    }

    /// The keys and their values, those that say something.
    func write(to fields: inout YamlFields) {
        for (key, number) in [("steps", steps), ("stride", stride), ("streams", streams), ("horizon", horizon)] { if let number { fields.add(key, raw: "\(number)") } }
        fields.add("vocabulary", vocabulary?.rawValue)
        fields.add("alphabet", alphabet)
        for (key, number) in [("max_tokens", maxTokens), ("length", length)] { if let number { fields.add(key, raw: "\(number)") } }
        fields.add("padding", padding?.rawValue)
        fields.add("truncating", truncating?.rawValue)
    }
}
