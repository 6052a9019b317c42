/// Element-wise functions and their derivatives, worked out from what the function gave.
public enum ElementFunction: Sendable {
    case linear, relu, sigmoid, tanh

    /// y = f(x), in place where both are the same memory.
    public func forward(x: UnsafePointer<Float>, y: UnsafeMutablePointer<Float>, count: Int, pool: WorkerPool) {
        if self == .linear, x == UnsafePointer(y) { return }
        Elements.run(count, pool) { range in
            switch self {
            case .linear: (y + range.lowerBound).update(from: x + range.lowerBound, count: range.count)
            case .relu: for index in range { y[index] = x[index] > 0 || x[index] != x[index] ? x[index] : 0 }
            case .sigmoid: Elements.map(range, x, y, logistic)
            case .tanh: Elements.map(range, x, y, hyperbolicTangent)
            }
        }
    }

    /// dx = dy · f′, in place where both are the same memory. relu: 1 where y > 0; sigmoid: y(1 − y); tanh: 1 − y².
    public func backward(y: UnsafePointer<Float>, dy: UnsafePointer<Float>, dx: UnsafeMutablePointer<Float>, count: Int, pool: WorkerPool) {
        if self == .linear, dy == UnsafePointer(dx) { return }
        Elements.run(count, pool) { range in
            switch self {
            case .linear: (dx + range.lowerBound).update(from: dy + range.lowerBound, count: range.count)
            case .relu: for index in range { dx[index] = y[index] > 0 ? dy[index] : 0 }
            case .sigmoid: for index in range { dx[index] = dy[index] * y[index] * (1 - y[index]) }
            case .tanh: for index in range { dx[index] = dy[index] * (1 - y[index] * y[index]) }
            }
        }
    }
}

/// Passes over elements, cut by their number.
enum Elements {
    private static let block = 16_384

    @inline(__always)
    static func run(_ count: Int, _ pool: WorkerPool, _ body: (Range<Int>) -> Void) {
        pool.run(tasks: (count + block - 1) / block) { task, _ in body(task * block..<min(count, (task + 1) * block)) }
    }

    /// Eight at a time; the last few in a vector of their own, so that a number's result does not depend on its place.
    @inline(__always)
    static func map(_ range: Range<Int>, _ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>, _ function: (Vector) -> Vector) {
        var index = range.lowerBound
        while index + 8 <= range.upperBound {
            store(function(load(x, index)), y, index)
            index += 8
        }
        guard index < range.upperBound else { return }
        var last = Vector()
        for lane in 0..<range.upperBound - index { last[lane] = x[index + lane] }
        last = function(last)
        for lane in 0..<range.upperBound - index { y[index + lane] = last[lane] }
    }
}

/// The softmax of each row: e^(x − max) / Σ.
public enum SoftmaxKernels {
    public static func forward(x: UnsafePointer<Float>, y: UnsafeMutablePointer<Float>, rows: Int, columns: Int, pool: WorkerPool) {
        let block = max(1, 4_096 / max(1, columns))
        pool.run(tasks: (rows + block - 1) / block) { task, _ in
            for row in task * block..<min(rows, (task + 1) * block) {
                let source = x + row * columns, target = y + row * columns
                var largest = -Float.infinity
                for column in 0..<columns where source[column] > largest || source[column] != source[column] { largest = source[column] }
                for column in 0..<columns { target[column] = source[column] - largest }
                Elements.map(0..<columns, target, target, exponential)
                var sum: Float = 0
                for column in 0..<columns { sum += target[column] }
                let share = 1 / sum
                for column in 0..<columns { target[column] *= share }
            }
        }
    }

    /// dx = y · (dy − Σ dy · y), row by row.
    public static func backward(
        y: UnsafePointer<Float>, dy: UnsafePointer<Float>, dx: UnsafeMutablePointer<Float>, rows: Int, columns: Int, pool: WorkerPool
    ) {
        let block = max(1, 4_096 / max(1, columns))
        pool.run(tasks: (rows + block - 1) / block) { task, _ in
            for row in task * block..<min(rows, (task + 1) * block) {
                let offset = row * columns
                var product: Float = 0
                for column in 0..<columns { product += dy[offset + column] * y[offset + column] }
                for column in 0..<columns { dx[offset + column] = y[offset + column] * (dy[offset + column] - product) }
            }
        }
    }
}
