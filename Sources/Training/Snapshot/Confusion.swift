/// How often class `row` was called class `column`.
public struct Confusion: Hashable, Sendable {
    public let classNames: [String]
    /// classes × classes, row-major.
    public let counts: [Int]

    public init(classNames: [String], counts: [Int]) {
        self.classNames = classNames
        self.counts = counts
    }
}
