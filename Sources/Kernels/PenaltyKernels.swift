/// Regularization, clipping and constraints of a variable and its gradient, on one thread in a fixed order: they are rarely used, and cheap compared to a step.
public enum PenaltyKernels {
    /// l1 · Σ|w| + l2 · Σw², and its gradient l1 · sign(w) + 2 l2 · w added to `gradient` where that is given.
    public static func penalty(weights: UnsafePointer<Float>, gradient: UnsafeMutablePointer<Float>?, count: Int, l1: Float, l2: Float) -> Double {
        var sum = 0.0
        for index in 0..<count {
            let w = weights[index]
            sum += Double(l1 * abs(w) + l2 * w * w)
            gradient?[index] += (w > 0 ? l1 : w < 0 ? -l1 : 0) + 2 * l2 * w
        }
        return sum
    }

    /// l1 · Σ|y| + l2 · Σy² of the outputs of a batch: eight sums in double precision, which are then added in one order.
    public static func activity(_ y: UnsafePointer<Float>, count: Int, l1: Float, l2: Float) -> Double {
        var absolute = SIMD8<Double>(), square = absolute
        Elements.withSpare(count) { spare in
            spare.fill(0, from: y)
            for vector in 0..<spare.vectors {
                let values = SIMD8<Double>(load(spare.place(vector, in: y, 0), 0))
                absolute += values.replacing(with: -values, where: values .< 0)
                square += values * values
            }
        }
        return Double(l1) * absolute.sum() + Double(l2) * square.sum()
    }

    /// dy += scale · (l1 · sign(y) + 2 l2 · y)
    public static func addActivityGradient(_ y: UnsafePointer<Float>, to dy: UnsafeMutablePointer<Float>, count: Int, scale: Float, l1: Float, l2: Float, pool: WorkerPool) {
        let slope = scale * l1, factor = 2 * scale * l2
        Elements.run(count, pool) { range in
            for index in range {
                let value = y[index]
                dy[index] += (value > 0 ? slope : value < 0 ? -slope : 0) + factor * value
            }
        }
    }

    /// Σ g², in double precision.
    public static func squaredNorm(_ gradient: UnsafePointer<Float>, count: Int) -> Double {
        var sum = 0.0
        for index in 0..<count { sum += Double(gradient[index]) * Double(gradient[index]) }
        return sum
    }

    /// numbers *= factor.
    public static func scale(_ numbers: UnsafeMutablePointer<Float>, by factor: Float, count: Int) {
        for index in 0..<count { numbers[index] *= factor }
    }

    /// Clips every value to ± limit.
    public static func clip(_ numbers: UnsafeMutablePointer<Float>, to limit: Float, count: Int) {
        for index in 0..<count { numbers[index] = min(max(numbers[index], -limit), limit) }
    }

    /// Sets negative weights to 0.
    public static func removeNegative(_ weights: UnsafeMutablePointer<Float>, count: Int) {
        for index in 0..<count where weights[index] < 0 { weights[index] = 0 }
    }

    /// Scales each column of a matrix (rows, columns) to a norm of at most `limit`, or of 1 where `limit` is nil. For a kernel of more axes, as in Keras' constraints with axis 0, rows
    /// are the first axis and columns are all others.
    public static func constrainColumns(_ weights: UnsafeMutablePointer<Float>, rows: Int, columns: Int, limit: Float?) {
        let epsilon: Float = 1e-7
        for column in 0..<columns {
            var square: Float = 0
            for row in 0..<rows { square += weights[row * columns + column] * weights[row * columns + column] }
            let norm = square.squareRoot()
            let factor = limit.map { min(norm, $0) / (norm + epsilon) } ?? 1 / (norm + epsilon)
            for row in 0..<rows { weights[row * columns + column] *= factor }
        }
    }
}
