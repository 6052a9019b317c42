/// Why a file can't be read or written: one sentence with what was expected, what came and the repair.
public struct FileError: Error, Hashable, Sendable, CustomStringConvertible {
    public let path: String
    public let sentence: String

    public init(_ path: String, _ sentence: String) {
        self.path = path
        self.sentence = sentence
    }

    public var description: String { "\(path): \(sentence)" }
}
