/// The text of a block after | or >: the lines that are indented further than the key or the dash before the sign. Quotes in it open and close nothing.
struct BlockText {
    private enum Position {
        case outside
        /// After the sign, to the end of its line.
        case header
        /// Before the first letter of a line that may be of the text.
        case margin
        /// In a line of the text.
        case text
    }

    private var position = Position.outside
    /// Where the line's last dash or its key begins, and whether the key has yet to come.
    private var parent = 0, isHead = true
    private var column = -1

    /// Whether a byte is of a block's text. Sees every byte, so that it knows the column.
    mutating func holds(_ byte: UInt8) -> Bool {
        let isEnd = byte == UInt8(ascii: "\n")
        column += 1
        defer { if isEnd { (column, isHead) = (-1, true) } }
        switch position {
        case .outside: return false
        case .header:
            if isEnd { position = .margin }
            return !isEnd
        case .margin:
            if byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\r") || isEnd { return true }
            position = column > parent ? .text : .outside
            return position == .text
        case .text:
            if isEnd { position = .margin }
            return true
        }
    }

    /// A sign of a block stands here.
    mutating func begin() { position = .header }

    /// A letter that is no blank stands here, outside of texts: the first of a line begins its key, a dash a list.
    mutating func note(isDash: Bool) {
        guard isHead else { return }
        parent = column
        isHead = isDash
    }
}
