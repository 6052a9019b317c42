/// How texts and series become inputs. A value that is `nil` is taken from the source, or else has the default that is described here.
public struct SequenceSpec: Hashable, Sendable {
    /// The symbols or rows of a window of running text or of a series; default 40.
    public var steps: Int?
    /// The distance from the start of one window to that of the next; default for text `steps`, so that each symbol is a target once in an epoch, for series 1.
    public var stride: Int?
    /// For running text only: the number of places of the text that are read in parallel, each continued in the next batch, as stateful layers need it. Give as many as
    /// `fit.batch_size`, set `fit.shuffle: false` and leave `stride` out.
    public var streams: Int?
    /// How many rows the target lies after the window's last row; default 1, the next.
    public var horizon: Int?
    /// What a symbol is; default characters.
    public var vocabulary: VocabularyKind?
    /// The only characters that may occur, numbered from 0 without padding and unknown: `ACGT`. Others are an error.
    public var alphabet: String?
    /// The most symbols of a vocabulary, with padding and unknown (Keras' `max_tokens`); default 10,000.
    public var maxTokens: Int?
    /// The symbols that each text of a table is padded or cut to; default those of the longest training text, at most 256.
    public var length: Int?
    /// The end at which a short text is padded; default `post`.
    public var padding: End?
    /// The end at which a long text is cut; default `post`.
    public var truncating: End?

    /// Nothing given.
    public init() {}

    /// What a symbol is.
    public enum VocabularyKind: String, CaseIterable, Hashable, Sendable, DataValued { case characters, words }
    /// The start (`pre`) or the end (`post`) of a text.
    public enum End: String, CaseIterable, Hashable, Sendable, DataValued { case pre, post }

    /// The same spec, with the values of another one where this one has none.
    func over(_ other: SequenceSpec) -> SequenceSpec {
        var result = self
        for argument in Self.arguments where !argument.isGiven(self) && argument.isGiven(other) {
            // A vocabulary and an alphabet exclude each other.
            if argument.name == "vocabulary" && alphabet != nil || argument.name == "alphabet" && vocabulary != nil { continue }
            _ = argument.set(&result, argument.get(other))
        }
        return result
    }
}

extension SequenceSpec {
    /// The values that `steps` may have.
    public static let stepsRange = 1...100_000
    /// The values that `length` may have.
    public static let lengthRange = 1...100_000

    /// The arguments for texts and series, each with the kinds of data that it applies to.
    static let arguments: [DataArgument<SequenceSpec>] = [
        .init("steps", \.steps, .whole(stepsRange), section: "sequence", noneMeans: "40", help: "symbols or rows of one input").of(.text, .series),
        .init(
            "stride", \.stride, .whole(1...1_000_000), section: "sequence", noneMeans: "steps of a text, 1 of a series", help: "from one window's start to the next one's"
        ).of(.text, .series),
        .init(
            "streams", \.streams, .whole(2...65_536), section: "sequence", noneMeans: "none",
            help: "places of the text read in parallel, for stateful layers: as many as batch_size"
        ).of(.text),
        .init(
            "horizon", \.horizon, .whole(1...1_000_000), section: "sequence", noneMeans: "1, the next", help: "rows from a window's last row to the target"
        ).of(.series),
        .init("vocabulary", \.vocabulary, .words(of: VocabularyKind.self), section: "sequence", help: "what a symbol is; none: as the data set has it, else characters")
            .of(.text, .textTable),
        .init(
            "alphabet", \.alphabet, .text(expectation: "two different characters or more, such as ACGT") { $0.count >= 2 && Set($0).count == $0.count }, section: "sequence",
            help: "the only characters, numbered from 0, such as ACGT; none: those that occur"
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
                "vocabulary: an alphabet consists of characters, got words. Leave one of them out."
            }),
    ]
}
