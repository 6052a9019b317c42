/// A bias: one value for each column of rows.
public enum BiasKernels {
    /// y += bias in every row. y (rows, columns), bias (columns).
    public static func add(_ bias: UnsafePointer<Float>, to y: UnsafeMutablePointer<Float>, rows: Int, columns: Int, pool: WorkerPool) {
        let block = max(1, 16_384 / max(1, columns))
        pool.run(tasks: (rows + block - 1) / block) { task, _ in
            for row in task * block..<min(rows, (task + 1) * block) {
                for column in 0..<columns { y[row * columns + column] += bias[column] }
            }
        }
    }

    /// sums[column] = Σ dy over the rows, added in order of the rows.
    public static func sum(_ dy: UnsafePointer<Float>, into sums: UnsafeMutablePointer<Float>, rows: Int, columns: Int) {
        sums.update(repeating: 0, count: columns)
        for row in 0..<rows {
            for column in 0..<columns { sums[column] += dy[row * columns + column] }
        }
    }
}
