/// Writes a mapping on one line: `{key: value, …}`.
public struct YamlFields {
    private var fields: [String] = []

    /// A mapping without keys.
    public init() {}

    /// The mapping as YAML.
    public var text: String { "{" + fields.joined(separator: ", ") + "}" }

    /// Adds a key with a text, quoted where needed; adds nothing if the text is `nil`.
    public mutating func add(_ key: String, _ value: String?) { if let value { add(key, raw: YamlText.inBraces(value)) } }

    /// Adds a key with a value that is YAML already: a number, a list, a mapping in braces.
    public mutating func add(_ key: String, raw value: String) { fields.append("\(key): \(value)") }
}
