/// A window over the page, until it is answered or closed with Escape.
public enum Overlay: Hashable, Sendable {
    /// `scroll`: the index of the first visible line.
    case help(scroll: Int)
    case palette(CommandPalette)
    case log(scroll: Int)
    case question(Question)
    case prompt(Prompt)
    case menu(Menu)
}

/// A question with several answers, each a key and one sentence.
public struct Question: Hashable, Sendable {
    public let title: String
    public let answers: [Choice]

    public struct Choice: Hashable, Sendable {
        public let key: Character
        public let sentence: String
        /// What the answer does; ``Command/back`` changes nothing.
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

/// A list from which one entry is chosen.
public struct Menu: Hashable, Sendable {
    public let title: String
    public let items: [Item]
    public var selection = 0

    public struct Item: Hashable, Sendable {
        public let title: String
        public let detail: String
        public let command: Command
        /// Why it can't be chosen now, in one sentence; `nil` where it can.
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
