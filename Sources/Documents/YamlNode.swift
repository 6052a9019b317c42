import Tensors
import Yams

/// A node of a YAML document, with its file and line.
///
/// A reader asks nodes for texts, numbers, lists and keys (`YamlNode+Values`) and names in `what` what it is reading, which the error
/// repeats: `epochs: expected a whole number from 1 to 1000000, got 0.`
public struct YamlNode {
    /// The name of the document's file, for errors.
    public let file: String
    private let node: Node

    init(file: String, node: Node) {
        self.file = file
        self.node = node
    }

    /// The kinds of node; an alias that was not resolved is a kind of its own.
    public enum Kind: Hashable, Sendable { case scalar, mapping, sequence, alias }

    /// What kind of node this is.
    public var kind: Kind {
        switch node {
        case .scalar: .scalar
        case .mapping: .mapping
        case .sequence: .sequence
        case .alias: .alias
        }
    }

    /// The node's line, counted from 1.
    public var line: Int? { node.mark?.line }

    /// An error about this node: its file, its line and `sentence`.
    public func error(_ sentence: String) -> DocumentError { DocumentError(file: file, line: line, sentence: sentence) }

    /// The characters of a scalar as written; `nil` for other kinds.
    public var scalar: String? { node.scalar?.string }

    /// Whether there is no value: an empty one, `null` or `~`.
    public var isNull: Bool { node.scalar.map { $0.style == .plain && ["", "null", "~", "Null", "NULL"].contains($0.string) } ?? false }

    /// The items of a list, in order; empty for other kinds.
    public var items: [YamlNode] { node.sequence.map { $0.map(child) } ?? [] }

    /// The keys and values of a mapping, in order; empty for other kinds.
    public var entries: [(key: YamlNode, value: YamlNode)] { node.mapping.map { $0.map { (child($0.key), child($0.value)) } } ?? [] }

    /// The value of a key of a mapping; `nil` where there is none.
    public subscript(key: String) -> YamlNode? { node.mapping?[key].map(child) }

    private func child(_ node: Node) -> YamlNode { YamlNode(file: file, node: node) }

    /// The node's content, shortened so that a sentence can quote it after "got".
    public var got: String {
        switch node {
        case .scalar(let scalar): scalar.string.isEmpty ? "nothing" : String(scalar.string.prefix(40)).filter { !$0.isNewline }
        case .mapping(let mapping): "{" + mapping.keys.prefix(4).map { $0.scalar?.string.prefix(24).filter { !$0.isNewline } ?? "…" }.joined(separator: ", ") + ": …}"
        case .sequence(let sequence): "[" + sequence.prefix(4).map { $0.scalar?.string.prefix(12).description ?? "…" }.joined(separator: ", ") + "]"
        case .alias: "an alias"
        }
    }

    /// The most characters of `flat`, more than any value needs: aliases of aliases could make a text that fills the memory.
    private static let longestFlat = 4_096

    /// The node's content on one line, without braces and colons, as a person types it into a field: `random_normal stddev 0.1`, `[3 3 ]`.
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
