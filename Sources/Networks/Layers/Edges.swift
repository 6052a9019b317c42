/// How many rows and columns an operation adds or removes at the four edges of an image.
public struct Edges: Hashable, Sendable {
    /// Rows at the top and bottom, columns at the left and right.
    public var top: Int, bottom: Int, left: Int, right: Int

    /// One number for each edge.
    public init(top: Int, bottom: Int, left: Int, right: Int) {
        (self.top, self.bottom, self.left, self.right) = (top, bottom, left, right)
    }

    /// As Keras reads it: one number for all edges, two for rows and columns, or four; `nil` for other counts.
    init?(_ numbers: [Int]) {
        switch numbers.count {
        case 1: self.init(top: numbers[0], bottom: numbers[0], left: numbers[0], right: numbers[0])
        case 2: self.init(top: numbers[0], bottom: numbers[0], left: numbers[1], right: numbers[1])
        case 4: self.init(top: numbers[0], bottom: numbers[1], left: numbers[2], right: numbers[3])
        default: return nil
        }
    }
}
