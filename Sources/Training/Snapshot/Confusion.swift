/// A confusion matrix: how often an example of class `row` was predicted as class `column`.
public struct Confusion: Hashable, Sendable {
    /// The names of the classes, in the order of rows and columns.
    public let classNames: [String]
    /// (classes, classes), row-major.
    public let counts: [Int]

    /// A matrix of counts.
    public init(classNames: [String], counts: [Int]) {
        self.classNames = classNames
        self.counts = counts
    }
}
