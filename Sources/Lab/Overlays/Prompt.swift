/// A prompt for one line of text.
public struct Prompt: Hashable, Sendable {
    public let title: String
    /// A few words about what may be typed; empty where the title says it.
    public let meaning: String
    /// The value of an empty field: enter accepts it, tab writes it into the field.
    public let suggestion: String
    public internal(set) var field = TextField()
    /// Why the typed text is not accepted, in one sentence; `nil` where nothing is wrong.
    public internal(set) var complaint: String?
    private let purpose: AnyPromptPurpose

    init(title: String, purpose: some PromptPurpose, meaning: String = "", suggestion: String = "") {
        self.title = title
        self.purpose = AnyPromptPurpose(purpose: purpose)
        self.meaning = meaning
        self.suggestion = suggestion
    }

    /// Whether tab would write the suggestion into the field.
    public var completes: Bool { field.text.isEmpty && !suggestion.isEmpty }

    mutating func edit(_ edit: TextEdit) {
        if edit == .complete, completes { field = TextField(suggestion) } else { field.apply(edit) }
        complaint = nil
    }

    func submit(in state: inout State) throws(Refusal) -> [Effect] { try purpose.purpose.take(completes ? suggestion : field.text, in: &state) }
}

/// What a prompt's text is used for.
protocol PromptPurpose: Hashable, Sendable {
    /// Uses the text. Throws where it is not accepted: the prompt then stays open and shows why.
    func take(_ text: String, in state: inout State) throws(Refusal) -> [Effect]
}

/// Why a text is not accepted, in one sentence.
struct Refusal: Error {
    let sentence: String

    init(_ sentence: String) { self.sentence = sentence }
}

/// A purpose of any type, compared by that type's equality.
private struct AnyPromptPurpose: Hashable, Sendable {
    let purpose: any PromptPurpose

    static func == (one: AnyPromptPurpose, other: AnyPromptPurpose) -> Bool { AnyHashable(one.purpose) == AnyHashable(other.purpose) }
    func hash(into hasher: inout Hasher) { purpose.hash(into: &hasher) }
}
