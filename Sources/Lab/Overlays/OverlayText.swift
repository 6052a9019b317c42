/// A piece of a line in an overlay, with its role.
public struct TextPiece: Hashable, Sendable {
    public enum Role: Hashable, Sendable {
        case plain, heading, label, key
        /// A key that is not available now, and its explanation.
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

/// The scrolling text of an overlay. It is broken into lines here, not when it is drawn, so that scrolling can end with the last line.
public struct OverlayText: Hashable, Sendable {
    public let lines: [[TextPiece]]
    /// The number of visible lines.
    public let visible: Int

    /// The largest index of the first visible line.
    var lastStart: Int { max(0, lines.count - visible) }

    init(lines: [[TextPiece]], on size: ScreenSize) {
        self.lines = lines
        visible = max(1, size.pageRows - 4)
    }
}

extension ScreenSize {
    /// The columns of an overlay, at most `most`, including its border and the blanks next to it.
    func overlayColumns(atMost most: Int) -> Int { min(columns - 4, most) }
}
