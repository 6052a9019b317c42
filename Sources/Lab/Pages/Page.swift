import Training

/// A page of the lab: a value that holds what is selected and shown on it, and the rules of what its keys do. It knows no cells: Screens draws it.
///
/// To add a page: a type that conforms to this, a line in ``Pages/all``, its drawing in Screens and a line in the list there. Everything else (the tab, the
/// number key, the bottom line, the help, the palette) follows from what is said here.
public protocol Page: Hashable, Sendable {
    /// The page as it is when the lab starts.
    init()

    /// One word in lower case, with a capital on the tab: `runs`.
    static var word: String { get }
    /// What the page is, in the help's list of keys: `the history`.
    static var summary: String { get }
    static var help: PageHelp { get }
    /// Its rows of the key table, in the order of the bottom line and of the help.
    static var bindings: [Binding] { get }
    /// Rows that it adds to the key table of every page.
    static var bindingsEverywhere: [Binding] { get }

    /// The page comes on the screen.
    static func open(in state: inout State) -> [Effect]
    static func move(_ direction: Command.Direction, in state: inout State) -> [Effect]
    /// Enter, where the page has no other meaning for it.
    static func activate(in state: inout State) -> [Effect]
    /// `step`: 1 to the next pane, −1 to the one before.
    static func changePane(by step: Int, in state: inout State)
    /// Leaves the innermost transient state, such as a filter or a cursor; false where there is none.
    static func goBack(in state: inout State) -> Bool

    /// What enter does with the text that is typed, one word for the bottom line; `nil` while no text field of the page has the focus.
    static func typing(in state: State) -> String?
    /// A key for the text field that has the focus.
    static func edit(_ edit: TextEdit, in state: inout State) -> [Effect]

    /// What an effect brought, whether the page is on the screen or not.
    static func receive(_ event: Event, in state: inout State) -> [Effect]
    /// After every action while the page is on the screen: its selections stay inside what there is, and what it lacks is asked for.
    static func settle(in state: inout State) -> [Effect]
    /// What the trainer shall work out for what the page shows of the run.
    static func watch(in state: State) -> Watch
    /// The name of what is not saved on the page; `nil` where all is.
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

/// What the help says of a page before it lists the keys.
public struct PageHelp: Hashable, Sendable {
    /// What the page shows, and what it is for.
    public let shows: String
    /// How to read it, a sentence each.
    public let reading: [String]

    public init(shows: String, reading: [String]) {
        self.shows = shows
        self.reading = reading
    }
}
