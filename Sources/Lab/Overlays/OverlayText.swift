/// A piece of a line of text over a page, by what it means.
public struct TextPiece: Hashable, Sendable {
    public enum Role: Hashable, Sendable {
        case plain, heading, label, key
        /// A key that does nothing now, and what it would do.
        case unavailableKey, unavailable
        case mark(Toast.Level)
    }
    public let text: String
    public let role: Role

    init(_ text: String, _ role: Role = .plain) {
        self.text = text
        self.role = role
    }
}

/// Text over a page that scrolls. Its lines are broken here and not where they are drawn, so that scrolling ends with the last of them.
public struct OverlayText: Hashable, Sendable {
    public let lines: [[TextPiece]]
    /// Lines that are seen at a time.
    public let visible: Int

    /// The last line that the text can begin with.
    var lastStart: Int { max(0, lines.count - visible) }

    init(lines: [[TextPiece]], on size: ScreenSize) {
        self.lines = lines
        visible = max(1, size.pageRows - 4)
    }
}

extension ScreenSize {
    /// Columns of an overlay of at most so many, its border and the blanks beside it included.
    func overlayColumns(atMost most: Int) -> Int { min(columns - 4, most) }
}
