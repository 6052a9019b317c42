/// How deep a text nests, told before a parser follows it there: composing a document recurses, and a stack is only so deep.
enum YamlDepth {
    /// Deeper than any document needs.
    private static let most = 32
    /// Of dashes directly after each other, each a list in the one before.
    private static let mostDashes = 64
    /// Of brackets, and of such dashes, wherever they stand. Quotes, comments and texts in blocks are told by rules that a hostile text may bend; this bound asks only for the # of
    /// a comment. After it comes libyaml's own bound of 1,000 levels, which also ends what is nested by indentation alone.
    private static let mostAnywhere = 256

    /// The line where nesting goes too deep.
    static func tooDeepLine(_ text: String) -> Int? {
        let bytes = Array(text.utf8)
        var depth = 0, anywhere = 0, line = 1, dashes = 0
        // Brackets after a # that may begin a comment: they close none that were opened before it.
        var outside: Int?
        var quote: UInt8?
        // Quotes open a text only where one may begin, and # a comment only after a blank: it's one word, and C# another.
        var mayBegin = true, isComment = false, isEscaped = false
        // After a tag or an anchor, which stands before a text, one may still begin.
        var isTag = false
        var block = BlockText()
        for (index, byte) in bytes.enumerated() {
            let isBlank = byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
            let isBeforeBlank = index + 1 >= bytes.count || [UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r")].contains(bytes[index + 1])
            let isAfterBlank = index == 0 || [UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r")].contains(bytes[index - 1])
            let isDash = isBeforeBlank && [UInt8(ascii: "-"), UInt8(ascii: "?"), UInt8(ascii: ":")].contains(byte)
            if isDash { dashes += 1 } else if !isBlank { dashes = 0 }
            switch byte {
            case UInt8(ascii: "["), UInt8(ascii: "{"): anywhere += 1
            case UInt8(ascii: "]"), UInt8(ascii: "}"): anywhere = max(outside ?? 0, anywhere - 1)
            case UInt8(ascii: "#") where isAfterBlank: outside = outside ?? anywhere
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
                    mayBegin = open == UInt8(ascii: "'") && index + 1 < bytes.count && bytes[index + 1] == open  // '' is a quote inside
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
            case UInt8(ascii: "#") where mayBegin || isAfterBlank: isComment = true
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
