import Tensors
import Yams

/// A part of a YAML document: what is written there, and on which line.
///
/// Every reader of a document asks such nodes for texts, numbers, lists and keys; each question names in `what` what is being read, so
/// that its error can: `epochs: expected a whole number from 1 to 1000000, got 0.`
public struct YamlNode {
    public let file: String
    private let node: Node

    init(file: String, node: Node) {
        self.file = file
        self.node = node
    }

    /// What stands in a node; an alias that could not be followed is none of the others.
    public enum Kind: Hashable, Sendable { case scalar, mapping, sequence, alias }

    public var kind: Kind {
        switch node {
        case .scalar: .scalar
        case .mapping: .mapping
        case .sequence: .sequence
        case .alias: .alias
        }
    }

    /// From 1.
    public var line: Int? { node.mark?.line }

    /// The node's error: its file, its line and this sentence.
    public func error(_ sentence: String) -> DocumentError { DocumentError(file: file, line: line, sentence: sentence) }

    /// The characters of a scalar, whatever they mean; `nil` for anything else.
    public var scalar: String? { node.scalar?.string }

    /// Whether nothing is written: an empty value, `null` or `~`.
    public var isNull: Bool { node.scalar.map { $0.style == .plain && ["", "null", "~", "Null", "NULL"].contains($0.string) } ?? false }

    /// A list's items in their order; none for anything else.
    public var items: [YamlNode] { node.sequence.map { $0.map(child) } ?? [] }

    /// A mapping's keys and values in their order; none for anything else.
    public var entries: [(key: YamlNode, value: YamlNode)] { node.mapping.map { $0.map { (child($0.key), child($0.value)) } } ?? [] }

    /// The value of a mapping's key.
    public subscript(key: String) -> YamlNode? { node.mapping?[key].map(child) }

    private func child(_ node: Node) -> YamlNode { YamlNode(file: file, node: node) }

    /// What is written here, short enough to be quoted in a sentence.
    public var got: String {
        switch node {
        case .scalar(let scalar): scalar.string.isEmpty ? "nothing" : String(scalar.string.prefix(40)).filter { !$0.isNewline }
        case .mapping(let mapping): "{" + mapping.keys.prefix(4).map { $0.scalar?.string.prefix(24).filter { !$0.isNewline } ?? "…" }.joined(separator: ", ") + ": …}"
        case .sequence(let sequence): "[" + sequence.prefix(4).map { $0.scalar?.string.prefix(12).description ?? "…" }.joined(separator: ", ") + "]"
        case .alias: "an alias"
        }
    }

    /// No value is so long: aliases of aliases could make one longer than any memory.
    private static let longestFlat = 4_096

    /// Everything that is written here in one line, without braces, as a person types it into a field: `random_normal stddev 0.1`, `[3 3 ]`.
    public var flat: String {
        var text = ""
        flatten(into: &text)
        return text
    }

    private func flatten(into text: inout String) {
        guard text.utf8.count < Self.longestFlat else { return }
        switch node {
        case .scalar(let scalar): text += scalar.string
        case .sequence(let sequence):
            text += "["
            for item in sequence where text.utf8.count < Self.longestFlat {
                child(item).flatten(into: &text)
                text += " "
            }
            text += "]"
        case .mapping(let mapping):
            for (key, value) in mapping where text.utf8.count < Self.longestFlat {
                child(key).flatten(into: &text)
                text += " "
                child(value).flatten(into: &text)
                text += " "
            }
        case .alias: text += "?"
        }
    }
}
