import Training

/// A page of the lab: a value with what is selected and shown, and the rules of its keys. It has no drawing; Screens draws it.
///
/// To add a page, add a type that conforms to this protocol, a line in ``Pages/all``, its drawing in Screens and a line in the list there. Everything else (tab, number
/// key, bottom line, help, palette) follows from the requirements.
public protocol Page: Hashable, Sendable {
    /// The page at the start of the lab.
    init()

    /// The page's name in one word, in lower case: `runs`; the tab shows it with a capital.
    static var word: String { get }
    /// A few words for the help's list of keys: `the history`.
    static var summary: String { get }
    static var help: PageHelp { get }
    /// Its rows of the key table, in the order of the bottom line and of the help.
    static var bindings: [Binding] { get }
    /// Rows that it adds to the key table of all pages.
    static var bindingsEverywhere: [Binding] { get }

    /// Called when the page is shown.
    static func open(in state: inout State) -> [Effect]
    static func move(_ direction: Command.Direction, in state: inout State) -> [Effect]
    /// Enter, where the page's key table has no other command for it.
    static func activate(in state: inout State) -> [Effect]
    /// Goes to the next pane (`step` 1) or the previous one (−1).
    static func changePane(by step: Int, in state: inout State)
    /// Leaves the innermost transient state, such as a filter or a cursor; returns `false` where there is none.
    static func goBack(in state: inout State) -> Bool

    /// One word for the bottom line about what enter does with the typed text; `nil` while no text field of the page has the focus.
    static func typing(in state: State) -> String?
    /// A key for the text field that has the focus.
    static func edit(_ edit: TextEdit, in state: inout State) -> [Effect]

    /// Handles an event, whether or not the page is shown.
    static func receive(_ event: Event, in state: inout State) -> [Effect]
    /// Called after every action while the page is shown: keeps selections in range, and requests what is missing.
    static func settle(in state: inout State) -> [Effect]
    /// The lenses that the trainer shall compute for the page.
    static func watch(in state: State) -> Watch
    /// The name of something unsaved on the page; `nil` where everything is saved.
    static func unsaved(in state: State) -> String?
}

extension Page {
    public static var bindingsEverywhere: [Binding] { [] }
    public static func open(in state: inout State) -> [Effect] { [] }
    public static func move(_ direction: Command.Direction, in state: inout State) -> [Effect] { [] }
    public static func activate(in state: inout State) -> [Effect] { [] }
    public static func changePane(by step: Int, in state: inout State) {}
    public static func goBack(in state: inout State) -> Bool { false }
    public static func typing(in state: State) -> String? { nil }
    public static func edit(_ edit: TextEdit, in state: inout State) -> [Effect] { [] }
    public static func receive(_ event: Event, in state: inout State) -> [Effect] { [] }
    public static func settle(in state: inout State) -> [Effect] { [] }
    public static func watch(in state: State) -> Watch { Watch() }
    public static func unsaved(in state: State) -> String? { nil }
}

/// The help's text about a page, before the list of keys.
public struct PageHelp: Hashable, Sendable {
    /// What the page shows, and what it is for.
    public let shows: String
    /// How to read it, one sentence for each entry.
    public let reading: [String]

    public init(shows: String, reading: [String]) {
        self.shows = shows
        self.reading = reading
    }
}
