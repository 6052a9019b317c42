/// One of several arrays that are laid side by side along an axis: its rows are a part of the rows of the whole.
///
/// Of a batch: x (count, rows, width), whole (count, rows, total). One task a sample.
public struct ConcatenationKernels: Sendable {
    /// Rows of a sample: the product of the extents before the axis.
    public let rows: Int
    /// Numbers of a row of this part, where the part begins in a row of the whole, and numbers of a whole row.
    public let width: Int, offset: Int, total: Int

    public init(rows: Int, width: Int, offset: Int, total: Int) {
        self.rows = rows
        self.width = width
        self.offset = offset
        self.total = total
    }

    /// The part of `whole` becomes x.
    public func forward(x: UnsafePointer<Float>, whole: UnsafeMutablePointer<Float>, count: Int, pool: WorkerPool) {
        pool.run(tasks: count) { sample, _ in
            for row in sample * rows..<(sample + 1) * rows { (whole + row * total + offset).update(from: x + row * width, count: width) }
        }
    }

    /// dx becomes the part of `dwhole`.
    public func backward(dwhole: UnsafePointer<Float>, dx: UnsafeMutablePointer<Float>, count: Int, pool: WorkerPool) {
        pool.run(tasks: count) { sample, _ in
            for row in sample * rows..<(sample + 1) * rows { (dx + row * width).update(from: dwhole + row * total + offset, count: width) }
        }
    }
}
