/// A line of text with a cursor.
public struct TextField: Hashable, Sendable {
    public private(set) var text: String
    /// The number of characters before the cursor.
    public private(set) var cursor: Int

    /// The most characters, more than any path or number has.
    private static let longest = 4_096

    public init(_ text: String = "") {
        self.text = text
        cursor = text.count
    }

    /// Applies an edit; submit, cancel and complete are left to the owner of the field.
    public mutating func apply(_ edit: TextEdit) {
        var characters = Array(text)
        switch edit {
        case .insert(let typed):
            guard characters.count < TextField.longest else { return }
            let printable = typed.filter { !$0.isNewline && $0.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F } }
            characters.insert(contentsOf: printable, at: cursor)
            cursor += printable.count
        case .deleteToStart:
            characters.removeFirst(cursor)
            cursor = 0
        case .deleteToEnd: characters.removeLast(characters.count - cursor)
        case .deleteWord:
            let rest = characters[..<cursor].reversed().drop { $0 == " " || $0 == "/" }.drop { $0 != " " && $0 != "/" }
            characters.removeSubrange(rest.count..<cursor)
            cursor = rest.count
        case .deleteBackward:
            guard cursor > 0 else { return }
            cursor -= 1
            characters.remove(at: cursor)
        case .deleteForward:
            guard cursor < characters.count else { return }
            characters.remove(at: cursor)
        case .left: cursor = max(0, cursor - 1)
        case .right: cursor = min(characters.count, cursor + 1)
        case .start: cursor = 0
        case .end: cursor = characters.count
        case .complete, .submit, .cancel: return
        }
        text = String(characters)
        // A combining mark joins the letter before it, so that fewer characters than were typed may be before the cursor.
        cursor = min(String(characters.prefix(cursor)).count, text.count)
    }
}
