/// An array of numbers with a shape: a value, row-major, the last axis contiguous.
public struct Tensor: Hashable, Sendable {
    public let shape: Shape
    /// `shape.count` numbers, the last axis fastest.
    public var values: [Float]

    public init(shape: Shape, values: [Float]) {
        precondition(values.count == shape.count, "a tensor \(shape) holds \(shape.count) numbers, not \(values.count)")
        self.shape = shape
        self.values = values
    }

    public init(zeros shape: Shape) {
        self.init(shape: shape, values: [Float](repeating: 0, count: shape.count))
    }
}
