/// The action of a key in the current state; `nil` where it has none. A text field takes all characters.
public func action(for key: Key, in state: State) -> Action? {
    // Ctrl-C leaves the lab from anywhere.
    if key == .control("c") { return .command(.quit) }
    switch state.overlay {
    case .question(let question):
        if key == .escape { return .command(.back) }
        guard case .character(let typed) = key else { return nil }
        return question.answers.first { $0.key == typed }.map { .command($0.command) }
    case .palette:
        switch key {
        case .enter: return .command(.activate)
        case .control("n"): return .command(.move(.down))
        case .control("p"): return .command(.move(.up))
        default: return edit(for: key)
        }
    case .prompt:
        return edit(for: key)
    case .help, .log, .menu, nil:
        if state.isTyping { return edit(for: key) }
        return KeyMap.binding(for: key, in: state).map { .command($0.command) }
    }
}

/// A key in a text field.
private func edit(for key: Key) -> Action? {
    switch key {
    case .character(let typed): .edit(.insert(String(typed)))
    case .enter: .edit(.submit)
    case .escape: .edit(.cancel)
    case .tab: .edit(.complete)
    case .backspace, .control("h"): .edit(.deleteBackward)
    case .delete, .control("d"): .edit(.deleteForward)
    case .control("u"): .edit(.deleteToStart)
    case .control("k"): .edit(.deleteToEnd)
    case .control("w"): .edit(.deleteWord)
    case .left, .control("b"): .edit(.left)
    case .right, .control("f"): .edit(.right)
    case .home, .control("a"): .edit(.start)
    case .end, .control("e"): .edit(.end)
    case .up: .command(.move(.up))
    case .down: .command(.move(.down))
    default: nil
    }
}
