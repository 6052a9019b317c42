/// Texts as YAML reads them back, quoted only where it would read something else.
public enum YamlText {
    /// A text as a block's value: `name: Iris, with one hidden layer`.
    public static func quoted(_ text: String) -> String {
        let isPlain =
            text.wholeMatch(of: /[A-Za-z][A-Za-z0-9 _.\/()+'-]*(, [A-Za-z0-9 _.\/()+'-]+)*/) != nil && text.last != " "
            && !["true", "false", "null", "yes", "no", "on", "off", "y", "n"].contains(text.lowercased())
        return isPlain ? text : escaped(text)
    }

    /// The same inside braces or brackets, where a comma ends a text.
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

    /// What YAML refuses, folds as a line's end, or takes for the mark of an encoding.
    private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF: true
        default: false
        }
    }
}
