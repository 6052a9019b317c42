/// Encodes a text as symbol numbers, padded or cut to one length.
struct TextEncoder {
    let vocabulary: Vocabulary
    let length: Int
    private let padding: SequenceSpec.End
    private let truncating: SequenceSpec.End

    init(_ vocabulary: Vocabulary, length: Int, _ sequence: SequenceSpec) {
        (self.vocabulary, self.length) = (vocabulary, length)
        (padding, truncating) = (sequence.padding ?? .post, sequence.truncating ?? .post)
    }

    /// Why a text can't be encoded, to follow its location.
    struct Problem: Error {
        let sentence: String
    }

    /// The numbers of a text, (length,).
    func encoded(_ text: String) throws(Problem) -> [Int32] {
        let all = Tokenizer.symbols(text, vocabulary.kind)
        var own: [Int32] = []
        for symbol in truncating == .post ? all.prefix(length) : all.suffix(length) {
            guard let number = vocabulary.number(symbol) else {
                throw Problem(
                    sentence:
                        "expected only the characters \(vocabulary.symbols.joined().debugDescription), got \(symbol.debugDescription.prefix(40)). Correct it, or widen the alphabet."
                )
            }
            own.append(number)
        }
        guard let filler = own.count < length ? vocabulary.filler : Vocabulary.padding else {
            throw Problem(
                sentence: "expected \(length) characters, got \(own.count), and the alphabet has no blank to pad with. Give texts of one length, or an alphabet with a blank.")
        }
        let fill = repeatElement(filler, count: length - own.count)
        return padding == .post ? own + fill : fill + own
    }
}
