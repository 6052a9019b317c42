import Foundation
import Tensors
import Yams

extension YamlNode {
    /// The most bytes that a document may have, 1 MiB: more than any that a person writes.
    public static let largestFile = 1 << 20

    /// The root of a file's document. `expected` says what the file should hold, for the error of an empty one: "a recipe with name, data and model".
    ///
    /// - Throws: a `DocumentError` where the file can't be read, is too large, is no UTF-8, nests too deeply or is no valid YAML.
    public static func document(path: String, expected: String) throws(DocumentError) -> YamlNode {
        let bytes: Data
        do {
            bytes = try FileBytes.read(path, limit: largestFile)
        } catch {
            throw DocumentError(file: path, line: nil, sentence: error.sentence)
        }
        guard let text = String(data: bytes, encoding: .utf8) else {
            throw DocumentError(file: path, line: nil, sentence: "is not UTF-8 text. Save it as UTF-8.")
        }
        return try document(text, file: path, expected: expected)
    }

    /// The root of a text's document; `file` is the name that errors give.
    ///
    /// - Throws: a `DocumentError` where the text is empty, nests too deeply or is no valid YAML.
    public static func document(_ text: String, file: String, expected: String) throws(DocumentError) -> YamlNode {
        if let line = YamlDepth.tooDeepLine(text) {
            throw DocumentError(file: file, line: line, sentence: "is nested deeper than any document needs. Check the brackets.")
        }
        do {
            guard let node = try Yams.compose(yaml: text) else {
                throw DocumentError(file: file, line: nil, sentence: "is empty, expected \(expected).")
            }
            return YamlNode(file: file, node: node)
        } catch let error as DocumentError {
            throw error
        } catch let error as YamlError {
            throw syntax(error, file)
        } catch {
            throw DocumentError(file: file, line: nil, sentence: "can't be read as YAML.")
        }
    }

    private static func syntax(_ error: YamlError, _ file: String) -> DocumentError {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _), .composer(_, let problem, let mark, _):
            DocumentError(file: file, line: mark.line, sentence: "can't be read as YAML: \(problem). Check indentation, colons and brackets.")
        case .duplicatedKeysInMapping(let keys, let context):
            DocumentError(file: file, line: context.mark.line, sentence: "has the key \(keys.first.map { "\($0)" } ?? "") twice. Keep one.")
        default: DocumentError(file: file, line: nil, sentence: "can't be read as YAML: it holds bytes that are not text.")
        }
    }
}
