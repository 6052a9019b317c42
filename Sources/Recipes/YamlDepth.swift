/// How deep a text nests, told before a parser follows it there: composing a document recurses, and a stack is only so deep.
enum YamlDepth {
    /// Deeper than any recipe.
    private static let most = 32
    /// Of dashes one directly behind the other, each a list in the one before.
    private static let mostDashes = 64
    /// Of brackets, and of such dashes, wherever they stand. Quotes, comments and texts in blocks are told by rules that a hostile text may bend; this bound asks only for the # of
    /// a comment. Behind it libyaml has its own of 1,000 levels, which also ends what is nested by indentation alone.
    private static let mostAnywhere = 256

    /// The line where nesting goes too deep.
    static func tooDeepLine(_ text: String) -> Int? {
        let bytes = Array(text.utf8)
        var depth = 0, anywhere = 0, line = 1, dashes = 0
        // Brackets behind a # that may begin a comment: they close none that were opened before it.
        var outside: Int?
        var quote: UInt8?
        // Quotes open a text only where one may begin, and # a comment only behind a blank: it's one word, and C# another.
        var mayBegin = true, isComment = false, isEscaped = false
        // Behind a tag or an anchor, which stands before a text, one may begin still.
        var isTag = false
        var block = BlockText()
        for (place, byte) in bytes.enumerated() {
            let isBlank = byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
            let isBeforeBlank = place + 1 >= bytes.count || [UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r")].contains(bytes[place + 1])
            let isBehindBlank = place == 0 || [UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r")].contains(bytes[place - 1])
            let isDash = isBeforeBlank && [UInt8(ascii: "-"), UInt8(ascii: "?"), UInt8(ascii: ":")].contains(byte)
            if isDash { dashes += 1 } else if !isBlank { dashes = 0 }
            switch byte {
            case UInt8(ascii: "["), UInt8(ascii: "{"): anywhere += 1
            case UInt8(ascii: "]"), UInt8(ascii: "}"): anywhere = max(outside ?? 0, anywhere - 1)
            case UInt8(ascii: "#") where isBehindBlank: outside = outside ?? anywhere
            case UInt8(ascii: "\n"):
                line += 1
                outside = nil
                isComment = false
            default: break
            }
            if anywhere > mostAnywhere || dashes > mostAnywhere { return line }
            if block.holds(byte) { continue }
            if isComment { continue }
            if let open = quote {
                if isEscaped {
                    isEscaped = false
                } else if byte == open {
                    quote = nil
                    mayBegin = open == UInt8(ascii: "'") && place + 1 < bytes.count && bytes[place + 1] == open  // '' is a quote inside
                } else {
                    isEscaped = open == UInt8(ascii: "\"") && byte == UInt8(ascii: "\\")
                }
                continue
            }
            if depth == 0, mayBegin, byte == UInt8(ascii: "|") || byte == UInt8(ascii: ">") {
                block.begin()
                mayBegin = true
                continue
            }
            if !isBlank, byte != UInt8(ascii: "\n") { block.note(isDash: isDash) }
            switch byte {
            case UInt8(ascii: "\n"): (mayBegin, isTag) = (true, false)
            case UInt8(ascii: "!") where mayBegin, UInt8(ascii: "&") where mayBegin: (mayBegin, isTag) = (false, true)
            case UInt8(ascii: "#") where mayBegin || isBehindBlank: isComment = true
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                if mayBegin { quote = byte }
                mayBegin = false
            case UInt8(ascii: "["), UInt8(ascii: "{"):
                depth += 1
                mayBegin = true
            case UInt8(ascii: "]"), UInt8(ascii: "}"):
                depth = max(0, depth - 1)
                mayBegin = false
            case UInt8(ascii: ","): mayBegin = mayBegin || depth > 0
            case UInt8(ascii: "-"), UInt8(ascii: "?"): mayBegin = mayBegin && isBeforeBlank
            case UInt8(ascii: ":"): mayBegin = isBeforeBlank || depth > 0
            case _ where isBlank: (mayBegin, isTag) = (mayBegin || isTag, false)
            default: mayBegin = false
            }
            if depth > most || dashes > mostDashes { return line }
        }
        return nil
    }
}

/// The text of a block behind | or >: the lines that are indented further than the key or the dash before the sign. Whatever quotes are in it say nothing.
private struct BlockText {
    private enum Place {
        case outside
        /// Behind the sign, to the end of its line.
        case header
        /// Before the first letter of a line that may be of the text.
        case margin
        /// In a line of the text.
        case text
    }

    private var place = Place.outside
    /// Where the line's last dash or its key begins, and whether the key has yet to come.
    private var parent = 0, isHead = true
    private var column = -1

    /// Whether a byte is of a block's text. Sees every byte, so that it knows the column.
    mutating func holds(_ byte: UInt8) -> Bool {
        let isEnd = byte == UInt8(ascii: "\n")
        column += 1
        defer { if isEnd { (column, isHead) = (-1, true) } }
        switch place {
        case .outside: return false
        case .header:
            if isEnd { place = .margin }
            return !isEnd
        case .margin:
            if byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\r") || isEnd { return true }
            place = column > parent ? .text : .outside
            return place == .text
        case .text:
            if isEnd { place = .margin }
            return true
        }
    }

    /// A sign of a block stands here.
    mutating func begin() { place = .header }

    /// A letter that is no blank stands here, outside of texts: the first of a line begins its key, a dash a list.
    mutating func note(isDash: Bool) {
        guard isHead else { return }
        parent = column
        isHead = isDash
    }
}
