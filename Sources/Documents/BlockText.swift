/// Follows the text of a YAML block (after `|` or `>`): the lines that are indented further than the key or the dash before the indicator. Quotes and brackets in it have no meaning.
struct BlockText {
    private enum Position {
        case outside
        /// After the indicator, to the end of its line.
        case header
        /// Before the first character of a line that may belong to the text.
        case margin
        /// In a line that belongs to the text.
        case text
    }

    private var position = Position.outside
    /// `parent`: the column at which the line's last dash or its key begins. `isHead`: whether the key of the line is still to come.
    private var parent = 0, isHead = true
    private var column = -1

    /// Whether a byte belongs to a block's text. Must be called for every byte, because it counts the column.
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

    /// The byte just passed to `holds` is a block's indicator, `|` or `>`.
    mutating func begin() { position = .header }

    /// The byte just passed to `holds` is neither blank nor in a text: the first one of a line begins its key, a dash begins an item of a list.
    mutating func visit(isDash: Bool) {
        guard isHead else { return }
        parent = column
        isHead = isDash
    }
}
