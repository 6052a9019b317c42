/// Writes texts so that YAML reads the same text back, with quotes only where they are needed.
public enum YamlText {
    /// A text as the value of a key on its own line: `name: Iris, with one hidden layer`.
    public static func quoted(_ text: String) -> String {
        let isPlain =
            text.wholeMatch(of: /[A-Za-z][A-Za-z0-9 _.\/()+'-]*(, [A-Za-z0-9 _.\/()+'-]+)*/) != nil && text.last != " "
            && !["true", "false", "null", "yes", "no", "on", "off", "y", "n"].contains(text.lowercased())
        return isPlain ? text : escaped(text)
    }

    /// A text inside braces or brackets, where a comma would end it.
    public static func inBraces(_ text: String) -> String {
        text.wholeMatch(of: /[A-Za-z_.\/~][A-Za-z0-9 _.\/~+-]*/) != nil && quoted(text) == text ? text : escaped(text)
    }

    private static func escaped(_ text: String) -> String {
        let escaped = text.unicodeScalars.map { scalar -> String in
            switch scalar {
            case "\"": "\\\""
            case "\\": "\\\\"
            case "\n": "\\n"
            case _ where isUnsafe(scalar): "\\u" + String(scalar.value + 0x10000, radix: 16).suffix(4)
            default: String(scalar)
            }
        }
        return "\"" + escaped.joined() + "\""
    }

    /// Whether YAML refuses a character, takes it for a line break or for a byte order mark.
    private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF: true
        default: false
        }
    }
}
