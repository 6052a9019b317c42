/// A mapping that is written in one line: `{key: value, …}`.
public struct YamlFields {
    private var fields: [String] = []

    public init() {}

    public var text: String { "{" + fields.joined(separator: ", ") + "}" }

    /// Adds a text, or nothing where there is none.
    public mutating func add(_ key: String, _ value: String?) { if let value { add(key, raw: YamlText.inBraces(value)) } }

    /// Adds what is YAML already: a number, a list, braces.
    public mutating func add(_ key: String, raw value: String) { fields.append("\(key): \(value)") }
}
