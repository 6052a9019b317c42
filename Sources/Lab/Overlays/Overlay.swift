/// What lies over a page until it is answered or left by Escape.
public enum Overlay: Hashable, Sendable {
    /// `scroll`: the first line that is seen.
    case help(scroll: Int)
    case palette(CommandPalette)
    case log(scroll: Int)
    case question(Question)
    case prompt(Prompt)
    case menu(Menu)
}

/// A choice that must be made: each answer a key and one sentence.
public struct Question: Hashable, Sendable {
    public let title: String
    public let answers: [Choice]

    public struct Choice: Hashable, Sendable {
        public let key: Character
        public let sentence: String
        /// What the answer does; ``Command/back`` leaves everything as it was.
        public let command: Command

        public init(key: Character, sentence: String, command: Command) {
            self.key = key
            self.sentence = sentence
            self.command = command
        }
    }

    public init(title: String, answers: [Choice]) {
        self.title = title
        self.answers = answers
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
