/// An array of 32-bit floats with a shape, row-major.
public struct Tensor: Hashable, Sendable {
    /// The extents of the axes.
    public let shape: Shape
    /// `shape.count` values, the last axis fastest.
    public var values: [Float]

    /// `values` must have `shape.count` elements.
    public init(shape: Shape, values: [Float]) {
        precondition(values.count == shape.count, "a tensor \(shape) holds \(shape.count) values, not \(values.count)")
        self.shape = shape
        self.values = values
    }

    /// All values are 0.
    public init(zeros shape: Shape) {
        self.init(shape: shape, values: [Float](repeating: 0, count: shape.count))
    }
}
