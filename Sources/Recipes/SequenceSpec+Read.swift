import Datasets
import Documents

extension SequenceSpec {
    static let tableKeys = ["vocabulary", "alphabet", "max_tokens", "length", "padding", "truncating"]
    static let textKeys = ["vocabulary", "alphabet", "max_tokens", "steps", "stride", "streams"]
    static let seriesKeys = ["steps", "stride", "horizon"]

    init(_ keys: DataKeys) throws(DocumentError) {
        self.init()
        func integer(_ key: String, in range: ClosedRange<Int>) throws(DocumentError) -> Int? {
            try keys.values[key].map { node throws(DocumentError) in try node.integer(key, in: range) }
        }
        steps = try integer("steps", in: Self.stepsRange)
        stride = try integer("stride", in: Self.strideRange)
        streams = try integer("streams", in: Self.streamsRange)
        horizon = try integer("horizon", in: Self.horizonRange)
        vocabulary = try keys.choice("vocabulary")
        alphabet = try keys.text("alphabet")
        maxTokens = try integer("max_tokens", in: Self.maxTokensRange)
        length = try integer("length", in: Self.lengthRange)
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
