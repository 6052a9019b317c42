/// How deep a text nests, told before a parser follows it there: composing a document recurses, and a stack is only so deep.
enum YamlDepth {
    /// Deeper than any recipe.
    private static let most = 32
    /// Of dashes one behind the other, each a list in the one before.
    private static let mostDashes = 64
    /// Of brackets wherever they stand. Quotes and comments are told by rules that a hostile text may bend; this bound no text gets round.
    private static let mostAnywhere = 256

    /// The line where nesting goes too deep.
    static func tooDeepLine(_ text: String) -> Int? {
        let bytes = Array(text.utf8)
        var depth = 0, anywhere = 0, line = 1, dashes = 0
        var quote: UInt8?
        // Quotes open a text only where one may begin, and # a comment only behind a blank: it's one word, and C# another.
        var mayBegin = true, isComment = false, isEscaped = false
        for (place, byte) in bytes.enumerated() {
            let isBlank = byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
            let isBeforeBlank = place + 1 >= bytes.count || [UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r")].contains(bytes[place + 1])
            switch byte {
            case UInt8(ascii: "["), UInt8(ascii: "{"): anywhere += 1
            case UInt8(ascii: "]"), UInt8(ascii: "}"): anywhere = max(0, anywhere - 1)
            case UInt8(ascii: "\n"):
                line += 1
                isComment = false
            default: break
            }
            if anywhere > mostAnywhere { return line }
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
            switch byte {
            case UInt8(ascii: "\n"): (mayBegin, dashes) = (true, 0)
            case UInt8(ascii: "#") where mayBegin || place > 0 && [UInt8(ascii: " "), UInt8(ascii: "\t")].contains(bytes[place - 1]): isComment = true
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
            case UInt8(ascii: "-"), UInt8(ascii: "?"):
                dashes = isBeforeBlank ? dashes + 1 : 0
                mayBegin = mayBegin && isBeforeBlank
            case UInt8(ascii: ":"):
                dashes = isBeforeBlank ? dashes + 1 : 0
                mayBegin = isBeforeBlank || depth > 0
            case _ where isBlank: break
            default: (mayBegin, dashes) = (false, 0)
            }
            if depth > most || dashes > mostDashes { return line }
        }
        return nil
    }
}
