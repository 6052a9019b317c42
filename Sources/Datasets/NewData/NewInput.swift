import Foundation
import Tensors

/// New data for which a person wants a run's predictions.
public enum NewInput: Sendable {
    /// A file or a folder.
    case path(String)
    /// The bytes of standard input.
    case standardInput(Data)
    /// A text of the command line.
    case text(String)

    /// The name that messages give.
    var name: String {
        switch self {
        case .path(let path): path
        case .standardInput: "standard input"
        case .text: "the text"
        }
    }

    /// The most bytes of new data.
    private static let limit = 1 << 30

    var isFolder: Bool {
        guard case .path(let path) = self else { return false }
        return FileManager.default.isFolder(path)
    }

    /// The bytes, unpacked where they are compressed with gzip.
    func bytes() throws(FileError) -> Data {
        switch self {
        case .path(let path): try Gzip.read(path, limit: Self.limit)
        case .standardInput(let data): try Gzip.unpacked(data, path: name, limit: Self.limit)
        case .text(let text): Data(text.utf8)
        }
    }

    /// Its text in UTF-8.
    func text() throws(FileError) -> String {
        let bytes = try TextEncoding.utf8([UInt8](bytes()), path: name)
        guard !bytes.contains(0), let text = String(validating: bytes, as: UTF8.self) else { throw FileError(name, "is not UTF-8 text. Save it as UTF-8.") }
        return text
    }

    /// Its lines that hold anything, with their numbers from 1; of a text of the command line the text itself.
    func lines() throws(FileError) -> [(number: Int, text: String)] {
        if case .text(let text) = self { return [(1, text)] }
        let lines = try text().split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated().map { ($0.offset + 1, String($0.element)) }
        let own = lines.filter { !$0.1.allSatisfy(\.isWhitespace) }
        guard !own.isEmpty else { throw FileError(name, "holds no text. Give a line for each text.") }
        return own
    }

    /// An array, where it is one: an npy or an IDX file.
    func array() throws(FileError) -> NewExamples? {
        switch self {
        case .text: return nil
        case .path where isFolder: return nil
        case .path, .standardInput: break
        }
        let bytes = try bytes()
        if bytes.starts(with: [0x93] + Array("NUMPY".utf8)) {
            let file = try NpyFile(bytes: bytes, path: name)
            return NewExamples(name: name, inputs: file.tensor, areBytes: file.isByte)
        }
        guard bytes.count > 4, bytes.starts(with: [0, 0]), (1...4).contains(bytes[bytes.startIndex + 3]) else { return nil }
        let stored = ArrayLoader.Stored.idx(try IdxFile(bytes: bytes, path: name))
        return NewExamples(name: name, stored.values, stored: stored.shape, count: stored.examples)
    }
}
