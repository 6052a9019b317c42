import Lab

/// The one table of keys: dispatch, the bottom line, the help and the palette are made from it. Each page's rows stand with the page.
public enum KeyMap {
    public static let bindings: [Binding] = gallery + build + train + inspect + runs + global + overlays

    /// The rows that hold now, the nearest first: an overlay's, or the page's and then the global ones.
    public static func active(in state: State) -> [Binding] {
        if let overlay = state.overlay { return overlay.kind.map { rows(of: .overlay($0)) } ?? [] }
        return rows(of: .page(state.page)) + global
    }

    public static func rows(of context: Binding.Context) -> [Binding] { bindings.filter { $0.context == context } }

    /// The row that a key means now.
    public static func binding(for key: Key, in state: State) -> Binding? {
        active(in: state).first { $0.keys.contains(key) }
    }

    /// What holds on every page.
    static let global: [Binding] = [
        Binding([.up, .character("k")], .global, .move(.up), "up", "Go up", isOnBottomLine: false),
        Binding([.down, .character("j")], .global, .move(.down), "down", "Go down", isOnBottomLine: false),
        Binding([.left, .character("h")], .global, .move(.left), "left", "Go left", isOnBottomLine: false),
        Binding([.right, .character("l")], .global, .move(.right), "right", "Go right", isOnBottomLine: false),
        Binding([.pageUp, .control("b")], .global, .move(.pageUp), "page up", "Go up a screenful", isOnBottomLine: false),
        Binding([.pageDown, .control("f")], .global, .move(.pageDown), "page down", "Go down a screenful", isOnBottomLine: false),
        Binding([.home], .global, .move(.first), "first", "Go to the first", isOnBottomLine: false),
        Binding([.end], .global, .move(.last), "last", "Go to the last", isOnBottomLine: false),
        Binding([.enter], .global, .activate, "open", "Open, pick or edit what is selected", isOnBottomLine: false),
        Binding([.tab], .global, .nextPane, "pane", "Go to the next pane", isOnBottomLine: false),
        Binding([.backTab], .global, .previousPane, "pane back", "Go to the pane before", isOnBottomLine: false),
        Binding([.escape], .global, .back, "back", "Leave what was begun", isOnBottomLine: false),
        Binding([.character("/")], .global, .filter, "filter", "Type to narrow the list", isOnBottomLine: false),
        Binding([.character("1")], .global, .show(.gallery), "gallery", "Gallery: the recipes", isOnBottomLine: false),
        Binding([.character("2")], .global, .show(.build), "build", "Build: the stack of layers", isOnBottomLine: false),
        Binding([.character("3")], .global, .show(.train), "train", "Train: the run and its curves", isOnBottomLine: false),
        Binding([.character("4")], .global, .show(.inspect), "inspect", "Inspect: inside a layer", isOnBottomLine: false),
        Binding([.character("5")], .global, .show(.runs), "runs", "Runs: the history", isOnBottomLine: false),
        Binding([.character("P")], .global, .savePicture, "picture", "Save the page as text and as an SVG picture"),
        Binding([.character("L")], .global, .log, "log", "Read the log", isOnBottomLine: false),
        Binding([.character(":")], .global, .palette, "command", "Type a command"),
        Binding([.character("?"), .function(1)], .global, .help, "help", "This help"),
        Binding([.character("q"), .control("c")], .global, .quit, "quit", "Leave the lab", isOnBottomLine: false),
    ]

    static let overlays: [Binding] =
        scrolling(.help) + [leaving(.help, [.escape, .character("q"), .character("?"), .function(1), .enter])]
        + scrolling(.log) + [leaving(.log, [.escape, .character("q"), .character("L"), .enter])]
        + scrolling(.menu) + [
            Binding([.enter, .character(" ")], .overlay(.menu), .activate, "pick", "Pick what is selected"),
            leaving(.menu, [.escape, .character("q")]),
        ]

    private static func scrolling(_ kind: Binding.OverlayKind) -> [Binding] {
        [
            Binding([.up, .character("k")], .overlay(kind), .move(.up), kind == .menu ? "select" : "scroll"),
            Binding([.down, .character("j")], .overlay(kind), .move(.down), kind == .menu ? "select" : "scroll"),
            Binding([.pageUp, .control("b")], .overlay(kind), .move(.pageUp), "page up", isOnBottomLine: false),
            Binding([.pageDown, .control("f"), .character(" ")], .overlay(kind), .move(.pageDown), "page down", isOnBottomLine: false),
            Binding([.home, .character("g")], .overlay(kind), .move(.first), "first", isOnBottomLine: false),
            Binding([.end, .character("G")], .overlay(kind), .move(.last), "last", isOnBottomLine: false),
        ]
    }

    private static func leaving(_ kind: Binding.OverlayKind, _ keys: [Key]) -> Binding {
        Binding(keys, .overlay(kind), .back, kind == .menu ? "cancel" : "close")
    }
}

extension Overlay {
    /// Whose rows of the table hold; `nil` for those that take text or answers.
    var kind: Binding.OverlayKind? {
        switch self {
        case .help: .help
        case .log: .log
        case .menu: .menu
        case .palette, .question, .prompt: nil
        }
    }
}
