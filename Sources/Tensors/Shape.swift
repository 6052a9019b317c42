/// The extents of a tensor along each of its axes, without the batch: an image is `(height, width, channels)`, channels last.
public struct Shape: Hashable, Sendable, ExpressibleByArrayLiteral {
    /// The extent of each axis, outermost first.
    public let dimensions: [Int]

    /// A shape with these extents.
    public init(_ dimensions: [Int]) {
        self.dimensions = dimensions
    }

    /// `[28, 28, 1]` is a shape.
    public init(arrayLiteral dimensions: Int...) {
        self.init(dimensions)
    }

    /// The number of axes.
    public var rank: Int { dimensions.count }

    /// The number of elements; `nil` when it exceeds what an `Int` holds.
    public var checkedCount: Int? {
        var count = 1
        for extent in dimensions {
            let (product, overflow) = count.multipliedReportingOverflow(by: extent)
            if overflow { return nil }
            count = product
        }
        return count
    }

    /// The number of elements, for a shape that is known to be small enough; `checkedCount` is for others.
    public var count: Int { dimensions.reduce(1, *) }

    /// The extent of an axis, which must exist.
    public subscript(axis: Int) -> Int { dimensions[axis] }
}

extension Shape: CustomStringConvertible {
    /// As screens show it: `28×28×1`.
    public var description: String { dimensions.map(String.init).joined(separator: "×") }

    /// As error messages and Keras write it: `(28, 28, 1)`, `(10,)`.
    public var tuple: String {
        rank == 1 ? "(\(dimensions[0]),)" : "(" + dimensions.map(String.init).joined(separator: ", ") + ")"
    }
}

extension Shape {
    /// With the batch's axis, as Keras' summary writes it: `(None, 26, 26, 16)`.
    public var batchTuple: String { "(" + (["None"] + dimensions.map(String.init)).joined(separator: ", ") + ")" }
}
