/// Why a file can't be read or written: one sentence with what was expected, what came and the repair.
public struct FileError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The path as it was given.
    public let path: String
    /// The problem and the repair, in lower case, as it follows the path.
    public let sentence: String

    /// `sentence` follows the path: "is not a file. Give the path of a file."
    public init(_ path: String, _ sentence: String) {
        self.path = path
        self.sentence = sentence
    }

    /// The path, a colon and the sentence.
    public var description: String { "\(path): \(sentence)" }
}
