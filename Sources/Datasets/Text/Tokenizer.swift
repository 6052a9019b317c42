/// Divides texts into symbols.
enum Tokenizer {
    /// The characters of a text, `\r\n` as one line break; or its words in lower case, each mark of punctuation as a word of its own.
    static func symbols(_ text: String, _ kind: SequenceSpec.VocabularyKind) -> [String] {
        switch kind {
        case .characters: text.map { $0 == "\r\n" ? "\n" : String($0) }
        case .words: words(text)
        }
    }

    private static func words(_ text: String) -> [String] {
        var words: [String] = [], word = ""
        func finish() {
            if !word.isEmpty { words.append(word.lowercased()) }
            word = ""
        }
        for character in text {
            if character.isLetter || character.isNumber || character == "'" && !word.isEmpty {
                word.append(character)
            } else {
                finish()
                if !character.isWhitespace { words.append(String(character)) }
            }
        }
        finish()
        return words
    }
}
