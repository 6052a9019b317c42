/// One of several arrays that are concatenated along an axis: its rows are parts of the rows of the whole.
///
/// For a batch: x (count, rows, width), whole (count, rows, total). One task per sample.
public struct ConcatenationKernels: Sendable {
    /// How many rows a sample has: the product of the extents before the axis.
    public let rows: Int
    /// How many values a row of this part has, its offset in a row of the whole, and how many values a whole row has.
    public let width: Int, offset: Int, total: Int

    /// The part must fit: offset + width ≤ total.
    public init(rows: Int, width: Int, offset: Int, total: Int) {
        self.rows = rows
        self.width = width
        self.offset = offset
        self.total = total
    }

    /// Copies x into its part of `whole`.
    public func forward(x: UnsafePointer<Float>, whole: UnsafeMutablePointer<Float>, count: Int, pool: WorkerPool) {
        pool.run(tasks: count) { sample, _ in
            for row in sample * rows..<(sample + 1) * rows { (whole + row * total + offset).update(from: x + row * width, count: width) }
        }
    }

    /// Copies its part of `dwhole` into dx.
    public func backward(dwhole: UnsafePointer<Float>, dx: UnsafeMutablePointer<Float>, count: Int, pool: WorkerPool) {
        pool.run(tasks: count) { sample, _ in
            for row in sample * rows..<(sample + 1) * rows { (dx + row * width).update(from: dwhole + row * total + offset, count: width) }
        }
    }
}
