/// One line of text that is asked for.
public struct Prompt: Hashable, Sendable {
    public let title: String
    /// What may be typed, a few words; empty where the title says it.
    public let meaning: String
    /// What an empty field stands for: enter takes it, tab writes it into the field.
    public let suggestion: String
    public internal(set) var field = TextField()
    /// Why what is typed can't be taken, one sentence.
    public internal(set) var complaint: String?
    private let purpose: AnyPromptPurpose

    init(title: String, purpose: some PromptPurpose, meaning: String = "", suggestion: String = "") {
        self.title = title
        self.purpose = AnyPromptPurpose(purpose: purpose)
        self.meaning = meaning
        self.suggestion = suggestion
    }

    /// Whether tab has something to write into the field.
    public var completes: Bool { field.text.isEmpty && !suggestion.isEmpty }

    mutating func edit(_ edit: TextEdit) {
        if edit == .complete, completes { field = TextField(suggestion) } else { field.apply(edit) }
        complaint = nil
    }

    func submit(in state: inout State) throws(Refusal) -> [Effect] { try purpose.purpose.take(completes ? suggestion : field.text, in: &state) }
}

/// What a text is asked for.
protocol PromptPurpose: Hashable, Sendable {
    /// Does what the text was asked for. Throws where it can't be taken: then the prompt stays and says why.
    func take(_ text: String, in state: inout State) throws(Refusal) -> [Effect]
}

/// Why a text can't be taken, one sentence.
struct Refusal: Error {
    let sentence: String

    init(_ sentence: String) { self.sentence = sentence }
}

/// A purpose of any type, compared as the purpose itself is.
private struct AnyPromptPurpose: Hashable, Sendable {
    let purpose: any PromptPurpose

    static func == (one: AnyPromptPurpose, other: AnyPromptPurpose) -> Bool { AnyHashable(one.purpose) == AnyHashable(other.purpose) }
    func hash(into hasher: inout Hasher) { purpose.hash(into: &hasher) }
}
