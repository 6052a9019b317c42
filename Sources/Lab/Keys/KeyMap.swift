/// The key table, from which dispatch, the bottom line, the help and the palette are made. The rows of a page are defined with the page.
public enum KeyMap {
    /// The rows for the current state: the overlay's, or the page's and then those of all pages.
    public static func active(in state: State) -> [Binding] {
        state.overlay.map(rows(of:)) ?? state.page.type.bindings + everywhere
    }

    /// The row of a key in the current state.
    public static func binding(for key: Key, in state: State) -> Binding? { active(in: state).first { $0.keys.contains(key) } }

    /// The rows of all pages; a page's own rows have priority.
    public static let everywhere: [Binding] =
        [
            Binding([.up, .character("k")], .move(.up), "up", "Go up", isOnBottomLine: false),
            Binding([.down, .character("j")], .move(.down), "down", "Go down", isOnBottomLine: false),
            Binding([.left, .character("h")], .move(.left), "left", "Go left", isOnBottomLine: false),
            Binding([.right, .character("l")], .move(.right), "right", "Go right", isOnBottomLine: false),
            Binding([.pageUp, .control("b")], .move(.pageUp), "page up", "Go up a screenful", isOnBottomLine: false),
            Binding([.pageDown, .control("f")], .move(.pageDown), "page down", "Go down a screenful", isOnBottomLine: false),
            Binding([.home], .move(.first), "first", "Go to the first", isOnBottomLine: false),
            Binding([.end], .move(.last), "last", "Go to the last", isOnBottomLine: false),
            Binding([.enter], .activate, "open", "Open, choose or edit the selection", isOnBottomLine: false),
            Binding([.tab], .nextPane, "pane", "Go to the next pane", isOnBottomLine: false),
            Binding([.backTab], .previousPane, "pane back", "Go to the previous pane", isOnBottomLine: false),
            Binding([.escape], .back, "back", "Cancel, or go back", isOnBottomLine: false),
        ] + Pages.all.flatMap { $0.bindingsEverywhere } + pages + [
            Binding([.character("P")], .savePicture, "picture", "Save the page as text and as an SVG picture"),
            Binding([.character("L")], .log, "log", "Read the log", isOnBottomLine: false),
            Binding([.character(":")], .palette, "command", "Type a command"),
            Binding([.character("?"), .function(1)], .help, "help", "Show this help"),
            Binding([.character("q"), .control("c")], .quit, "quit", "Leave the lab", isOnBottomLine: false),
        ]

    /// The first nine pages have the keys 1 to 9, which their tabs show.
    private static let pages = zip("123456789", PageName.allCases).map { number, page in
        Binding([.character(number)], .show(page), page.description, "\(page.title): \(page.type.summary)", isOnBottomLine: false)
    }

    /// The rows of an overlay; none for overlays that take text or answers.
    private static func rows(of overlay: Overlay) -> [Binding] {
        switch overlay {
        case .help: scrolling("scroll") + [Binding([.escape, .character("q"), .character("?"), .function(1), .enter], .back, "close")]
        case .log: scrolling("scroll") + [Binding([.escape, .character("q"), .character("L"), .enter], .back, "close")]
        case .menu:
            scrolling("select") + [
                Binding([.enter, .character(" ")], .activate, "pick", "Choose the selected entry"), Binding([.escape, .character("q")], .back, "cancel"),
            ]
        case .palette, .question, .prompt: []
        }
    }

    private static func scrolling(_ label: String) -> [Binding] {
        [
            Binding([.up, .character("k")], .move(.up), label),
            Binding([.down, .character("j")], .move(.down), label),
            Binding([.pageUp, .control("b")], .move(.pageUp), "page up", isOnBottomLine: false),
            Binding([.pageDown, .control("f"), .character(" ")], .move(.pageDown), "page down", isOnBottomLine: false),
            Binding([.home, .character("g")], .move(.first), "first", isOnBottomLine: false),
            Binding([.end, .character("G")], .move(.last), "last", isOnBottomLine: false),
        ]
    }
}
