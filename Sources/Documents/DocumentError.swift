/// A document (a recipe, a study, a theme) that can't be read: file, line, what was expected, what came, and the nearest valid name.
public struct DocumentError: Error, Hashable, Sendable, CustomStringConvertible {
    public let file: String
    /// From 1; `nil` where the whole file is meant.
    public let line: Int?
    /// One sentence.
    public let sentence: String

    public init(file: String, line: Int?, sentence: String) {
        self.file = file
        self.line = line
        self.sentence = sentence
    }

    /// "my.yaml:7: expected a layer's name, got Conv2d. Did you mean Conv2D?"
    public var description: String { line.map { "\(file):\($0): \(sentence)" } ?? "\(file): \(sentence)" }
}
