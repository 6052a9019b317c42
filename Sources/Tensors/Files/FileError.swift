/// Why a file can't be read or written: one sentence with what was expected, what came and the repair.
public struct FileError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The path as it was given.
    public let path: String
    /// The problem and the repair, in lower case, as it follows the path.
    public let sentence: String
    /// The key of a recipe\'s data that can be given a value to go on; `nil` where none helps.
    public let key: String?

    /// `sentence` follows the path: "is not a file. Give the path of a file."
    public init(_ path: String, _ sentence: String, key: String? = nil) {
        self.key = key
        self.path = path
        self.sentence = sentence
    }

    /// The path, a colon and the sentence.
    public var description: String { "\(path): \(sentence)" }
}
