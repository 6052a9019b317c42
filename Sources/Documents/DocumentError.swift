/// Why a document (a recipe, a study, a theme) can't be read: file, line, what was expected, what was found, and the nearest valid name.
public struct DocumentError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The path of the file, or what stands for it where the text comes from elsewhere.
    public let file: String
    /// Counted from 1; `nil` where the error concerns the whole file.
    public let line: Int?
    /// What was expected, what was found and the repair, without file and line.
    public let sentence: String

    /// An error at a line of a file.
    public init(file: String, line: Int?, sentence: String) {
        self.file = file
        self.line = line
        self.sentence = sentence
    }

    /// The whole sentence: `my.yaml:7: expected a layer's name, got Conv2d. Did you mean Conv2D?`
    public var description: String { line.map { "\(file):\($0): \(sentence)" } ?? "\(file): \(sentence)" }
}
