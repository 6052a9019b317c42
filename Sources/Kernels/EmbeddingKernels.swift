/// Rows of a table, selected by index.
public enum EmbeddingKernels {
    /// y[i] = table[x[i]]. An index outside of the table gives NaN, so that it is noticed and no other memory is read. x (count), table (rows, columns), y (count, columns).
    public static func forward(
        x: UnsafePointer<Float>, table: UnsafePointer<Float>, y: UnsafeMutablePointer<Float>, count: Int, rows: Int, columns: Int, pool: WorkerPool
    ) {
        let block = max(1, 4_096 / max(1, columns))
        pool.run(tasks: (count + block - 1) / block) { task, _ in
            for place in task * block..<min(count, (task + 1) * block) {
                let target = y + place * columns
                if let row = row(x[place], of: rows) {
                    target.update(from: table + row * columns, count: columns)
                } else {
                    target.update(repeating: .nan, count: columns)
                }
            }
        }
    }

    /// dtable[r] = Σ dy[i] over all i with x[i] = r, in order of i. Tasks are blocks of columns.
    public static func backward(
        x: UnsafePointer<Float>, dy: UnsafePointer<Float>, dtable: UnsafeMutablePointer<Float>, count: Int, rows: Int, columns: Int, pool: WorkerPool
    ) {
        let block = 16
        pool.run(tasks: (columns + block - 1) / block) { task, _ in
            let first = task * block, width = min(block, columns - first)
            for row in 0..<rows { (dtable + row * columns + first).update(repeating: 0, count: width) }
            for place in 0..<count {
                guard let row = row(x[place], of: rows) else { continue }
                let target = dtable + row * columns + first, source = dy + place * columns + first
                for column in 0..<width { target[column] += source[column] }
            }
        }
    }

    @inline(__always)
    private static func row(_ number: Float, of rows: Int) -> Int? { number >= 0 && number < Float(rows) ? Int(number) : nil }
}
