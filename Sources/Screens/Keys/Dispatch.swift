import Lab

/// What a key means now; `nil` when it means nothing. A text field swallows what can be typed.
public func action(for key: Key, in state: State) -> Action? {
    // Ctrl-C asks to leave from anywhere.
    if key == .control("c") { return .command(.quit) }
    switch state.overlay {
    case .question(let question):
        if key == .escape { return .command(.back) }
        guard case .character(let typed) = key else { return nil }
        return question.answers.first { $0.key == typed }.map { .command(.answer($0.answer)) }
    case .palette(let palette):
        return action(for: key, palette: palette, in: state)
    case .prompt:
        return edit(for: key)
    case .help(let scroll):
        return binding(for: key, in: state, canScrollDown: HelpOverlay.canScrollDown(state, scroll: scroll))
    case .log(let scroll):
        return binding(for: key, in: state, canScrollDown: LogOverlay.canScrollDown(state, scroll: scroll))
    case .menu, nil:
        if state.isTyping { return edit(for: key) }
        return KeyMap.binding(for: key, in: state).map { .command($0.command) }
    }
}

/// A row of the table; nothing below the last line, which only Screens knows.
private func binding(for key: Key, in state: State, canScrollDown: Bool) -> Action? {
    guard let row = KeyMap.binding(for: key, in: state) else { return nil }
    let goesDown = row.command == .move(.down) || row.command == .move(.pageDown)
    return goesDown && !canScrollDown ? nil : .command(row.command)
}

/// What a click or a turn of the wheel means on the screen as it is drawn.
public func action(for event: MouseEvent, on screen: CellBuffer) -> Action? {
    screen.action(for: event)
}

/// Enter takes the selected match, tab completes to it; the selection stays inside the list of matches, which only Screens knows.
private func action(for key: Key, palette: CommandPalette, in state: State) -> Action? {
    let matches = PaletteEntry.matches(for: palette.field.text, in: state)
    let selection = min(palette.selection, matches.count - 1)
    switch key {
    case .enter:
        return matches.isEmpty ? nil : .command(matches[selection].entry.command)
    case .tab:
        return matches.isEmpty ? nil : matches[selection].entry.completion(of: palette.field.text).map { .edit(.insert($0)) }
    case .down, .control("n"):
        return selection + 1 < matches.count ? .command(.move(.down)) : nil
    case .up, .control("p"):
        return selection > 0 ? .command(.move(.up)) : nil
    case .pageDown, .pageUp:
        return nil
    default:
        return edit(for: key)
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
