/// A count that a recipe gives as a number or as `num_classes`, the data set's number of classes.
public enum Units: Hashable, Sendable {
    case count(Int)
    case numberOfClasses

    /// More than any stack here can hold; it keeps products of shapes within an `Int`.
    public static let largest = 1 << 20

    /// The number, once the data set is known.
    public func resolved(classes: Int?) -> Int? {
        switch self {
        case .count(let number): number
        case .numberOfClasses: classes
        }
    }
}
