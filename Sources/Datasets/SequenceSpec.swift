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

    public enum VocabularyKind: String, CaseIterable, Hashable, Sendable { case characters, words }
    public enum End: String, CaseIterable, Hashable, Sendable { case pre, post }

    /// The same, with another's where this says nothing.
    func over(_ other: SequenceSpec) -> SequenceSpec {
        var result = self
        result.steps = steps ?? other.steps
        result.stride = stride ?? other.stride
        result.streams = streams ?? other.streams
        result.horizon = horizon ?? other.horizon
        result.vocabulary = vocabulary ?? (alphabet == nil ? other.vocabulary : nil)
        result.alphabet = alphabet ?? (vocabulary == nil ? other.alphabet : nil)
        result.maxTokens = maxTokens ?? other.maxTokens
        result.length = length ?? other.length
        result.padding = padding ?? other.padding
        result.truncating = truncating ?? other.truncating
        return result
    }
}
