import Foundation
import Networks
import Tensors
import Yams

/// A place in a recipe's text: what stands there and on which line.
struct YamlNode {
    let file: String
    let node: Node

    /// The whole document.
    static func document(_ text: String, file: String) throws(RecipeError) -> YamlNode {
        if let line = YamlDepth.tooDeepLine(text) {
            throw RecipeError(file: file, line: line, sentence: "is nested deeper than any recipe. Check the brackets.")
        }
        do {
            guard let node = try Yams.compose(yaml: text) else {
                throw RecipeError(file: file, line: nil, sentence: "is empty, expected a recipe with name, data and model.")
            }
            return YamlNode(file: file, node: node)
        } catch let error as RecipeError {
            throw error
        } catch let error as YamlError {
            throw Self.syntax(error, file)
        } catch {
            throw RecipeError(file: file, line: nil, sentence: "can't be read as YAML.")
        }
    }

    private static func syntax(_ error: YamlError, _ file: String) -> RecipeError {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _), .composer(_, let problem, let mark, _):
            RecipeError(file: file, line: mark.line, sentence: "can't be read as YAML: \(problem). Check indentation, colons and brackets.")
        case .duplicatedKeysInMapping(let keys, let context):
            RecipeError(file: file, line: context.mark.line, sentence: "has the key \(keys.first.map { "\($0)" } ?? "") twice. Keep one.")
        default: RecipeError(file: file, line: nil, sentence: "can't be read as YAML: it holds bytes that are no text.")
        }
    }

    var line: Int? { node.mark?.line }

    func error(_ sentence: String) -> RecipeError { RecipeError(file: file, line: line, sentence: sentence) }

    func child(_ node: Node) -> YamlNode { YamlNode(file: file, node: node) }

    /// What stands here, short enough to be quoted.
    var got: String {
        switch node {
        case .scalar(let scalar): scalar.string.isEmpty ? "nothing" : String(scalar.string.prefix(40)).filter { !$0.isNewline }
        case .mapping(let mapping): "{" + mapping.keys.prefix(4).map { $0.scalar?.string.prefix(24).filter { !$0.isNewline } ?? "…" }.joined(separator: ", ") + ": …}"
        case .sequence(let sequence): "[" + sequence.prefix(4).map { $0.scalar?.string.prefix(12).description ?? "…" }.joined(separator: ", ") + "]"
        case .alias: "an alias"
        }
    }

    func text(_ what: String) throws(RecipeError) -> String {
        guard case .scalar(let scalar) = node, !isNull else { throw error("\(what): expected a text, got \(got).") }
        return scalar.string
    }

    var isNull: Bool { node.scalar.map { $0.style == .plain && ["", "null", "~", "Null", "NULL"].contains($0.string) } ?? false }

    func items(_ what: String) throws(RecipeError) -> [YamlNode] {
        guard case .sequence(let sequence) = node else { throw error("\(what): expected a list, got \(got).") }
        return sequence.map(child)
    }

    /// The keys with their values; an unknown key is an error with the nearest known one.
    func keys(_ what: String, known: [String]) throws(RecipeError) -> [String: YamlNode] {
        guard case .mapping(let mapping) = node else { throw error("\(what): expected keys such as \(known.prefix(3).joined(separator: ", ")), got \(got).") }
        var result: [String: YamlNode] = [:]
        for (key, value) in mapping {
            let keyNode = child(key), name = try keyNode.text(what)
            guard known.contains(name) else { throw keyNode.error("\(what) has no key \(name.prefix(40)).\(NearestName.hint(name, in: known))") }
            result[name] = child(value)
        }
        return result
    }

    func integer(_ what: String, in range: ClosedRange<Int>) throws(RecipeError) -> Int {
        guard case .scalar(let scalar) = node, let number = Int(scalar.string), range.contains(number) else {
            throw error("\(what): expected a whole number from \(range.lowerBound) to \(range.upperBound), got \(got).")
        }
        return number
    }

    func flag(_ what: String) throws(RecipeError) -> Bool {
        guard let flag = ["true": true, "false": false][node.scalar?.string.lowercased() ?? ""] else { throw error("\(what): expected true or false, got \(got).") }
        return flag
    }

    /// The text of a form's mapping as the argument's domain parses it: name and parameters.
    private var flat: String {
        var text = ""
        flatten(into: &text)
        return text
    }

    /// No argument is so long: aliases of aliases could make it longer than any memory.
    private static let longestArgument = 4_096

    private func flatten(into text: inout String) {
        guard text.utf8.count < Self.longestArgument else { return }
        switch node {
        case .scalar(let scalar): text += scalar.string
        case .sequence(let sequence):
            text += "["
            for item in sequence where text.utf8.count < Self.longestArgument {
                child(item).flatten(into: &text)
                text += " "
            }
            text += "]"
        case .mapping(let mapping):
            for (key, value) in mapping where text.utf8.count < Self.longestArgument {
                child(key).flatten(into: &text)
                text += " "
                child(value).flatten(into: &text)
                text += " "
            }
        case .alias: text += "?"
        }
    }

    /// An argument's value.
    func value(of argument: ArgumentState, what: String) throws(RecipeError) -> ArgumentValue {
        switch (argument.domain, node) {
        case (.layer, _): return .layer(try LayerSpec(self))
        case (.form(let shapes), .mapping), (.optionalForm(let shapes), .mapping): return .form(try form(what, of: shapes))
        case (_, .mapping), (_, .alias): throw unexpected(argument.domain, what)
        default: break
        }
        guard let value = argument.domain.value(parsing: flat) else { throw unexpected(argument.domain, what) }
        return value
    }

    /// What an argument may be, what came, and the nearest word that it knows.
    func unexpected(_ domain: ArgumentDomain, _ what: String) -> RecipeError {
        let words: [String] =
            switch domain {
            case .choice(let words): words
            case .form(let shapes), .optionalForm(let shapes): shapes.map(\.name)
            default: []
            }
        return error("\(what): expected \(domain.expectation), got \(got).\(NearestName.suggestion(got, in: words))")
    }
}
