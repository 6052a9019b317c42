/// A key of the keyboard.
public enum Key: Hashable, Sendable {
    case character(Character)
    case enter, escape, tab, backTab
    case up, down, left, right
    case pageUp, pageDown, home, end
    case backspace, delete, insert
    /// F1 is 1.
    case function(Int)
    /// With Ctrl held: `control("c")`.
    case control(Character)

    /// The name on the bottom line and in the help.
    public var name: String {
        switch self {
        case .character(" "): "space"
        case .character(let character): String(character)
        case .enter: "enter"
        case .escape: "esc"
        case .tab: "tab"
        case .backTab: "shift-tab"
        case .up: "↑"
        case .down: "↓"
        case .left: "←"
        case .right: "→"
        case .pageUp: "page up"
        case .pageDown: "page down"
        case .home: "home"
        case .end: "end"
        case .backspace: "backspace"
        case .delete: "del"
        case .insert: "ins"
        case .function(let number): "F\(number)"
        case .control(let character): "ctrl-\(character)"
        }
    }
}
