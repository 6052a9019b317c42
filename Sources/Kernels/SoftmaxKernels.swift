/// The softmax of each row, e^(x − max) / Σ e^(x − max), or its logarithm.
public enum SoftmaxKernels {
    /// y from x; both may be the same memory. With `isLogarithmic`, the logarithm of the softmax.
    public static func forward(x: UnsafePointer<Float>, y: UnsafeMutablePointer<Float>, rows: Int, columns: Int, isLogarithmic: Bool = false, pool: WorkerPool) {
        let block = max(1, 4_096 / max(1, columns))
        pool.run(tasks: (rows + block - 1) / block) { task, _ in
            for row in task * block..<min(rows, (task + 1) * block) {
                let source = x + row * columns, target = y + row * columns
                var largest = -Float.infinity
                for column in 0..<columns where source[column] > largest || source[column] != source[column] { largest = source[column] }
                var sum: Float = 0
                if isLogarithmic {
                    var column = 0
                    while column < columns {
                        let count = min(8, columns - column), powers = exponential(load(source, column, first: count) - largest)
                        for lane in 0..<count { sum += powers[lane] }
                        column += 8
                    }
                    let logarithm = logarithm(Vector(repeating: sum))[0]
                    // Subtract the maximum first: rounding maximum + logarithm would lose small differences between large numbers.
                    for column in 0..<columns { target[column] = source[column] - largest - logarithm }
                    continue
                }
                for column in 0..<columns { target[column] = source[column] - largest }
                Elements.map(0..<columns, target, target, exponential)
                for column in 0..<columns { sum += target[column] }
                let share = 1 / sum
                for column in 0..<columns { target[column] *= share }
            }
        }
    }

    /// dx = y · (dy − Σ dy · y), row by row; for the logarithm dx = dy − eʸ Σ dy.
    public static func backward(
        y: UnsafePointer<Float>, dy: UnsafePointer<Float>, dx: UnsafeMutablePointer<Float>, rows: Int, columns: Int, isLogarithmic: Bool = false, pool: WorkerPool
    ) {
        let block = max(1, 4_096 / max(1, columns))
        pool.run(tasks: (rows + block - 1) / block) { task, _ in
            for row in task * block..<min(rows, (task + 1) * block) {
                let offset = row * columns
                var sum: Float = 0
                if isLogarithmic {
                    for column in 0..<columns { sum += dy[offset + column] }
                    Elements.map(offset..<offset + columns, y, dy, dx) { $1 - exponential($0) * sum }
                } else {
                    for column in 0..<columns { sum += dy[offset + column] * y[offset + column] }
                    for column in 0..<columns { dx[offset + column] = y[offset + column] * (dy[offset + column] - sum) }
                }
            }
        }
    }
}
