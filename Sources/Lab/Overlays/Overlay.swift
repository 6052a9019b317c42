import Datasets

/// What lies over a page until it is answered or left by Escape.
public enum Overlay: Hashable, Sendable {
    case help(scroll: Int)
    case palette(CommandPalette)
    case log(scroll: Int)
    case question(Question)
    case prompt(Prompt)
    case menu(Menu)
}

/// The command palette: what is typed, and which match is selected.
public struct CommandPalette: Hashable, Sendable {
    public var field = TextField()
    public var selection = 0

    public init() {}
}

/// A choice that must be made: each answer a key and one sentence.
public struct Question: Hashable, Sendable {
    public let title: String
    public let answers: [Choice]

    public struct Choice: Hashable, Sendable {
        public let key: Character
        public let sentence: String
        public let answer: Answer

        public init(key: Character, sentence: String, answer: Answer) {
            self.key = key
            self.sentence = sentence
            self.answer = answer
        }
    }

    public init(title: String, answers: [Choice]) {
        self.title = title
        self.answers = answers
    }
}

public enum Answer: Hashable, Sendable {
    case finishEpochAndLeave, stopAndLeave
    /// Everything goes on as it was.
    case stay
    case deleteRun(Int64)
    /// Stops the run that goes and starts the one that waits.
    case replaceRun
    /// Saves the builder's stack before it goes, or lets its changes be lost.
    case saveStack, discardStack
    /// Writes over a file, or asks for another name.
    case replaceFile(path: String), renameFile(path: String)
}

/// One line of text that is asked for.
public struct Prompt: Hashable, Sendable {
    public enum Purpose: Hashable, Sendable {
        case saveRecipe, openRecipe
        case ownData(DataSource)
        /// A field of the builder's focused form.
        case field(String)
    }
    public let title: String
    public let purpose: Purpose
    public var field: TextField
    /// Why what is typed can't be taken, one sentence.
    public var complaint: String?

    public init(title: String, purpose: Purpose, field: TextField = TextField()) {
        self.title = title
        self.purpose = purpose
        self.field = field
    }
}

/// A list to pick from.
public struct Menu: Hashable, Sendable {
    public let title: String
    public let items: [Item]
    public var selection = 0

    public struct Item: Hashable, Sendable {
        public let title: String
        public let detail: String
        public let command: Command
        /// Why it can't be picked now.
        public let unavailable: String?

        public init(title: String, detail: String, command: Command, unavailable: String? = nil) {
            self.title = title
            self.detail = detail
            self.command = command
            self.unavailable = unavailable
        }
    }

    public init(title: String, items: [Item]) {
        self.title = title
        self.items = items
    }
}
