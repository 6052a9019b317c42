import Tensors

extension TextSource {
    /// The end of another text: the window before what comes next.
    func newExamples(_ input: NewInput, _ request: NewRequest) throws(FileError) -> NewExamples {
        guard !input.isFolder else { throw request.refusal(input, "a text (.txt)") }
        let vocabulary: Vocabulary = try request.fitted.source.value("vocabulary"), steps = request.shape[0]
        var symbols = Tokenizer.symbols(try input.text(), vocabulary.kind)
        // A file ends with a line break that its writer did not mean.
        if case .path = input, symbols.last == "\n" { symbols.removeLast() }
        guard symbols.count >= steps else {
            throw FileError(
                input.name, "has \(symbols.count) \(vocabulary.kind.rawValue), fewer than a window of \(steps), from which the run predicts what comes next. Give more text.")
        }
        let window = Array(symbols.suffix(steps)), encoder = TextEncoder(vocabulary, length: steps, SequenceSpec())
        let separator = vocabulary.kind == .words ? " " : "", text = window.joined(separator: separator), tokens: [Int32]
        do { tokens = try encoder.encoded(text) } catch { throw FileError(input.name, error.sentence) }
        var examples = NewExamples(name: input.name, vocabulary.stored(tokens), stored: [steps], columns: ["text"], rows: [[text]])
        let unknown = vocabulary.isClosed ? 0 : tokens.filter { $0 == Vocabulary.unknown }.count
        if unknown > 0 { examples.notes = ["\(input.name): \(unknown) of \(steps) \(vocabulary.kind.rawValue) did not occur in training; the network sees them as unknown."] }
        return examples
    }
}
