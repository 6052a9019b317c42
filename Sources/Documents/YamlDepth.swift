/// Finds text that nests too deeply, before it is parsed: the parser calls itself for each level, and the call stack is limited.
enum YamlDepth {
    /// The deepest nesting of brackets, more than any document needs.
    private static let maxDepth = 32
    /// The most dashes that may directly follow each other (`- - -`), each of which is a list in the list before it.
    private static let maxDashes = 64
    /// The most open brackets, and such dashes, wherever they stand, even in quotes and block texts. Those are recognised by rules that a hostile text may circumvent; this bound
    /// depends only on where comments begin. libyaml has a bound of 1,000 levels of its own, which also limits nesting by indentation alone.
    private static let maxAnywhere = 256

    /// The line (from 1) at which nesting becomes too deep; `nil` where it never does.
    static func tooDeepLine(_ text: String) -> Int? {
        let bytes = Array(text.utf8)
        var depth = 0, anywhere = 0, line = 1, dashes = 0
        // The open brackets before a # that may begin a comment: brackets after it can't close those.
        var outside: Int?
        var quote: UInt8?
        // A quote opens a text only where a value may begin, and # opens a comment only after a blank: neither does inside the words it's and C#.
        var mayBegin = true, isComment = false, isEscaped = false
        // After a tag or an anchor, which precede a value, a value may still begin.
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
            if anywhere > maxAnywhere || dashes > maxAnywhere { return line }
            if block.holds(byte) { continue }
            if isComment { continue }
            if let open = quote {
                if isEscaped {
                    isEscaped = false
                } else if byte == open {
                    quote = nil
                    mayBegin = open == UInt8(ascii: "'") && index + 1 < bytes.count && bytes[index + 1] == open  // '' stands for one quote inside the text
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
            if !isBlank, byte != UInt8(ascii: "\n") { block.visit(isDash: isDash) }
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
            if depth > maxDepth || dashes > maxDashes { return line }
        }
        return nil
    }
}
