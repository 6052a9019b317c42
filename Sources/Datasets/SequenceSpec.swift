/// How texts and series become inputs; what is `nil` is the source's own or the default.
public struct SequenceSpec: Hashable, Sendable {
    /// Symbols or rows in a window of running text or a series; 40 where not said.
    public var steps: Int?
    /// From one window's start to the next one's: for text `steps` where not said, so that each symbol is learnt once an epoch; for series 1.
    public var stride: Int?
    /// Running text only: so many readers side by side, each going on where it was a batch before, as stateful layers need it: with as many as
    /// `fit.batch_size`, `fit.shuffle: false`, and `stride` left alone.
    public var streams: Int?
    /// How many rows after a window's last one the target is; 1 where not said: the next.
    public var horizon: Int?
    /// What a symbol is; characters where not said.
    public var vocabulary: VocabularyKind?
    /// These characters alone, numbered from 0 without padding or unknown: `ACGT`. Others are an error.
    public var alphabet: String?
    /// The most symbols of a vocabulary, with padding and unknown (Keras' `max_tokens`); 10,000 where not said.
    public var maxTokens: Int?
    /// Symbols that each text of a table is padded or cut to; where not said, those of the longest training text, at most 256.
    public var length: Int?
    /// Which end of a short text padding goes to, and which end of a long one is cut off; `post` where not said.
    public var padding: End?
    public var truncating: End?

    public init() {}

    public enum VocabularyKind: String, CaseIterable, Hashable, Sendable, DataValued { case characters, words }
    public enum End: String, CaseIterable, Hashable, Sendable, DataValued { case pre, post }

    /// The same, with another's where this says nothing.
    func over(_ other: SequenceSpec) -> SequenceSpec {
        var result = self
        for argument in Self.arguments where !argument.isGiven(self) && argument.isGiven(other) {
            // Characters and words are asked for, or an alphabet: one says no to the other.
            if argument.name == "vocabulary" && alphabet != nil || argument.name == "alphabet" && vocabulary != nil { continue }
            _ = argument.set(&result, argument.get(other))
        }
        return result
    }
}

extension SequenceSpec {
    public static let stepsRange = 1...100_000
    public static let lengthRange = 1...100_000

    /// What a recipe may say of texts and series, each for the kinds of data that it says something of.
    static let arguments: [DataArgument<SequenceSpec>] = [
        .init("steps", \.steps, .whole(stepsRange), section: "sequence", noneMeans: "40", help: "symbols or rows that it reads at a time").of(.text, .series),
        .init(
            "stride", \.stride, .whole(1...1_000_000), section: "sequence", noneMeans: "steps of a text, 1 of a series", help: "from one window's start to the next one's"
        ).of(.text, .series),
        .init(
            "streams", \.streams, .whole(2...65_536), section: "sequence", noneMeans: "no such", help: "readers side by side, for stateful layers: as many as batch_size"
        ).of(.text),
        .init(
            "horizon", \.horizon, .whole(1...1_000_000), section: "sequence", noneMeans: "1, the next", help: "rows from a window's last to the one that is foretold"
        ).of(.series),
        .init("vocabulary", \.vocabulary, .words(of: VocabularyKind.self), section: "sequence", help: "what a symbol is; none: as the data has it, else characters")
            .of(.text, .textTable),
        .init(
            "alphabet", \.alphabet, .text(expectation: "two different characters or more, such as ACGT") { $0.count >= 2 && Set($0).count == $0.count }, section: "sequence",
            help: "these characters alone, numbered from 0, such as ACGT; none: those that occur"
        ).of(.text, .textTable),
        .init("max_tokens", \.maxTokens, .whole(3...1_000_000), section: "sequence", noneMeans: "10,000", help: "the most symbols of the vocabulary").of(.text, .textTable),
        .init("length", \.length, .whole(lengthRange), section: "sequence", noneMeans: "the longest", help: "symbols that each text is padded or cut to").of(.textTable),
        .init("padding", \.padding, .words(of: End.self), section: "sequence", help: "the end that short texts are padded at; none: post").of(.textTable),
        .init("truncating", \.truncating, .words(of: End.self), section: "sequence", help: "the end that long texts are cut at; none: post").of(.textTable),
    ]

    static let rules: [DataRule] = [
        .exclusion("max_tokens", "alphabet", because: "which names all symbols"),
        DataRule(
            blamed: "vocabulary", other: "alphabet", isBroken: { data, _ in data.sequence.alphabet != nil && data.sequence.vocabulary == .words },
            sentence: { _ in
                "vocabulary: an alphabet is of characters, got words. Leave one of them out."
            }),
    ]
}
