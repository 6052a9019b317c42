/// What a loss is worked out from: outputs and targets as rows along their last axis, each row one loss.
public struct LossRows {
    /// (rows, columns): outputs. For a form that is joined with the last activation the sums before it, which become the outputs.
    public let y: UnsafeMutablePointer<Float>
    /// (rows, columns), or one class number a row.
    public let target: UnsafePointer<Float>
    public let isIndexed: Bool
    /// The gradient of the mean loss by y as it was given; `nil` where it is not wanted.
    public let gradient: UnsafeMutablePointer<Float>?
    /// One loss a row, before its weight.
    public let losses: UnsafeMutablePointer<Float>
    /// A weight a row: of its sample, its class, its mask; 1 where nil.
    public let weights: UnsafePointer<Float>?
    public let rows: Int, columns: Int

    public init(
        y: UnsafeMutablePointer<Float>, target: UnsafePointer<Float>, isIndexed: Bool, gradient: UnsafeMutablePointer<Float>?, losses: UnsafeMutablePointer<Float>,
        weights: UnsafePointer<Float>?, rows: Int, columns: Int
    ) {
        (self.y, self.target, self.isIndexed, self.gradient, self.losses, self.weights) = (y, target, isIndexed, gradient, losses, weights)
        (self.rows, self.columns) = (rows, columns)
    }
}

/// Losses of one batch and the gradients of their mean, with Keras' formulas and clipping. A task takes some rows; the sum is formed over the rows in their order.
public enum LossKernels {
    /// Keras' epsilon: probabilities are kept this far from 0 and 1, where a loss is given probabilities.
    public static let epsilon: Float = 1e-7

    public enum Form: Sendable {
        /// −Σ t ln p with p = y / Σy; joined with softmax, p is that of the sums y.
        case crossEntropy(smoothing: Float, isJoined: Bool)
        /// −mean(t ln p + (1 − t) ln (1 − p)) with p = y; joined with the logistic function, p is that of the sums y.
        case binaryCrossEntropy(smoothing: Float, isJoined: Bool)
        case meanSquaredError, meanAbsoluteError, meanSquaredLogarithmicError
        /// ½ d² where |d| ≤ delta, delta |d| − ½ delta² beyond.
        case huber(delta: Float)
        case logCosh
        /// Σ t ln (t / y)
        case kullbackLeibler
        /// mean(y − t ln y)
        case poisson
        /// mean(max(0, 1 − t y)), squared or not; targets of 0 and 1 count as −1 and 1.
        case hinge(isSquared: Bool)
        /// −cos of the angle between t and y
        case cosineSimilarity

        /// Whether a row's loss is a mean over its values, so that rows of one sample may be taken as one.
        public var isMean: Bool {
            switch self {
            case .crossEntropy, .kullbackLeibler, .cosineSimilarity: false
            default: true
            }
        }
    }

    /// The sum of weight · loss over the rows.
    public static func evaluate(_ form: Form, _ rows: LossRows, pool: WorkerPool) -> Double {
        let block = max(1, 2_048 / max(1, rows.columns))
        let isSigned = if case .hinge = form { !isBinary(rows) } else { true }
        pool.run(tasks: (rows.rows + block - 1) / block) { task, _ in
            for row in task * block..<min(rows.rows, (task + 1) * block) {
                let share = (rows.weights?[row] ?? 1) / Float(rows.rows)
                rows.losses[row] = loss(form, rows, row, share, isSigned)
            }
        }
        var sum = 0.0
        for row in 0..<rows.rows { sum += Double(rows.losses[row]) * Double(rows.weights?[row] ?? 1) }
        return sum
    }

    @inline(__always)
    private static func loss(_ form: Form, _ rows: LossRows, _ row: Int, _ share: Float, _ isSigned: Bool) -> Float {
        switch form {
        case .crossEntropy(let smoothing, let isJoined):
            isJoined ? softmaxCrossEntropy(rows, row, share, smoothing) : crossEntropy(rows, row, share, smoothing)
        case .binaryCrossEntropy(let smoothing, let isJoined):
            isJoined ? logisticCrossEntropy(rows, row, share, smoothing) : mean(rows, row, share, BinaryCrossEntropy(smoothing: smoothing))
        case .meanSquaredError: mean(rows, row, share, SquaredError())
        case .meanAbsoluteError: mean(rows, row, share, AbsoluteError())
        case .meanSquaredLogarithmicError: mean(rows, row, share, SquaredLogarithmicError())
        case .huber(let delta): mean(rows, row, share, Huber(delta: delta))
        case .logCosh: mean(rows, row, share, LogCosh())
        case .poisson: mean(rows, row, share, Poisson())
        case .hinge(let isSquared): mean(rows, row, share, Hinge(isSquared: isSquared, isSigned: isSigned))
        case .kullbackLeibler: mean(rows, row, share * Float(rows.columns), KullbackLeibler()) * Float(rows.columns)
        case .cosineSimilarity: cosineSimilarity(rows, row, share)
        }
    }

    /// The mean of a loss an output, and its slope in the gradient. A loop compiled for each loss.
    @inline(never)
    private static func mean(_ rows: LossRows, _ row: Int, _ share: Float, _ loss: some ElementLoss) -> Float {
        let y = rows.y + row * rows.columns, t = rows.target + row * rows.columns, gradient = rows.gradient.map { $0 + row * rows.columns }
        let factor = share / Float(rows.columns)
        var sum: Float = 0
        Elements.withSpare(rows.columns) { spare in
            spare.fill(0, from: y)
            spare.fill(1, from: t)
            var sums = Vector(), last = Vector()
            for vector in 0..<spare.vectors {
                sums += last
                let (losses, slopes) = loss(y: load(spare.place(vector, in: y, 0), 0), t: load(spare.place(vector, in: t, 1), 0))
                last = losses
                if let gradient { store(slopes * factor, spare.place(vector, in: gradient, 2), 0) }
            }
            sum = sums.sum()
            for lane in 0..<(spare.rest > 0 ? spare.rest : 8) { sum += last[lane] }
            if let gradient { spare.empty(2, to: gradient) }
        }
        return sum / Float(rows.columns)
    }

    /// The loss by the sums x before a softmax, Σ t (ln Σ eˣ − x), and its slope p Σt − t: where an output saturates both go on growing, and the network recovers (Keras does so on
    /// TensorFlow; from clipped probabilities, as on JAX, its gradient would be 0 for ever).
    @inline(__always)
    private static func softmaxCrossEntropy(_ rows: LossRows, _ row: Int, _ share: Float, _ smoothing: Float) -> Float {
        let y = rows.y + row * rows.columns, index = rows.isIndexed ? classIndex(rows, row) : nil, isPlain = rows.isIndexed && smoothing == 0
        var largest = -Float.infinity
        for column in 0..<rows.columns where y[column] > largest || y[column] != y[column] { largest = y[column] }
        for column in 0..<rows.columns { y[column] -= largest }
        // Σ t and Σ t (x − largest)
        var mass: Float = 1, pull: Float = 0
        if isPlain {
            pull = index.map { y[$0] } ?? .nan
        } else {
            mass = 0
            for column in 0..<rows.columns {
                let t = target(rows, row, column, smoothing)
                mass += t
                if t != 0 { pull += t * y[column] }
            }
            if rows.isIndexed, index == nil { pull = .nan }
        }
        Elements.map(0..<rows.columns, y, y, exponential)
        var sum: Float = 0
        for column in 0..<rows.columns { sum += y[column] }
        let part = 1 / sum
        for column in 0..<rows.columns { y[column] *= part }
        if let gradient = rows.gradient.map({ $0 + row * rows.columns }) {
            if isPlain {
                for column in 0..<rows.columns { gradient[column] = y[column] * share }
                if let index { gradient[index] -= share }
            } else {
                for column in 0..<rows.columns { gradient[column] = (y[column] * mass - target(rows, row, column, smoothing)) * share }
            }
        }
        return mass * logarithm(Vector(repeating: sum))[0] - pull
    }

    /// The loss by the sums x before a logistic function, mean(max(x, 0) − x t + ln (1 + e^−|x|)), and its slope (p − t) / columns.
    @inline(never)
    private static func logisticCrossEntropy(_ rows: LossRows, _ row: Int, _ share: Float, _ smoothing: Float) -> Float {
        let y = rows.y + row * rows.columns, t = rows.target + row * rows.columns, gradient = rows.gradient.map { $0 + row * rows.columns }
        let factor = share / Float(rows.columns)
        var sum: Float = 0
        Elements.withSpare(rows.columns) { spare in
            spare.fill(0, from: y)
            spare.fill(1, from: t)
            var sums = Vector(), last = Vector()
            for vector in 0..<spare.vectors {
                sums += last
                let x = load(spare.place(vector, in: y, 0), 0), given = load(spare.place(vector, in: t, 1), 0)
                let target = smoothing == 0 ? given : given * (1 - smoothing) + smoothing * 0.5, p = logistic(x)
                let positive = maximum(x, Vector()), size = positive + positive - x
                last = positive - x * target + logarithmOfOnePlus(exponential(Vector() - size))
                store(p, spare.place(vector, in: y, 0), 0)
                if let gradient { store((p - target) * factor, spare.place(vector, in: gradient, 2), 0) }
            }
            sum = sums.sum()
            for lane in 0..<(spare.rest > 0 ? spare.rest : 8) { sum += last[lane] }
            spare.empty(0, to: y)
            if let gradient { spare.empty(2, to: gradient) }
        }
        return sum / Float(rows.columns)
    }

    @inline(__always)
    private static func crossEntropy(_ rows: LossRows, _ row: Int, _ share: Float, _ smoothing: Float) -> Float {
        let y = rows.y + row * rows.columns
        if rows.isIndexed, classIndex(rows, row) == nil { return .nan }
        var total: Float = 0, sum: Float = 0, pull: Float = 0
        for column in 0..<rows.columns { total += y[column] }
        for column in 0..<rows.columns {
            let t = target(rows, row, column, smoothing), p = y[column] / total
            sum -= t * logarithm(Vector(repeating: p != p ? p : min(max(p, epsilon), 1 - epsilon)))[0]
            if p > epsilon, p < 1 - epsilon { pull += t }
        }
        if let gradient = rows.gradient.map({ $0 + row * rows.columns }) {
            for column in 0..<rows.columns {
                let p = y[column] / total
                let own = p > epsilon && p < 1 - epsilon ? target(rows, row, column, smoothing) / y[column] : 0
                gradient[column] = (pull / total - own) * share
            }
        }
        return sum
    }

    /// With n(x) = x / |x| and c = n(t) · n(y): dloss/dy = (c · n(y) − n(t)) / |y|, norms kept from 0 as in Keras.
    @inline(__always)
    private static func cosineSimilarity(_ rows: LossRows, _ row: Int, _ share: Float) -> Float {
        let y = rows.y + row * rows.columns, t = rows.target + row * rows.columns
        var yy: Float = 0, tt: Float = 0, yt: Float = 0
        for column in 0..<rows.columns { yy += y[column] * y[column]; tt += t[column] * t[column]; yt += y[column] * t[column] }
        let yNorm = max(yy, epsilon * epsilon).squareRoot(), tNorm = max(tt, epsilon * epsilon).squareRoot()
        let cosine = yt / (yNorm * tNorm)
        if let gradient = rows.gradient.map({ $0 + row * rows.columns }) {
            for column in 0..<rows.columns { gradient[column] = (cosine * y[column] / yNorm - t[column] / tNorm) / yNorm * share }
        }
        return -cosine
    }

    @inline(__always)
    private static func target(_ rows: LossRows, _ row: Int, _ column: Int, _ smoothing: Float) -> Float {
        let plain = rows.isIndexed ? (classIndex(rows, row) == column ? 1 : 0) : rows.target[row * rows.columns + column]
        return smoothing == 0 ? plain : plain * (1 - smoothing) + smoothing / Float(rows.columns)
    }

    /// The class of an indexed row; `nil` for a number that is none.
    @inline(__always)
    private static func classIndex(_ rows: LossRows, _ row: Int) -> Int? {
        let number = rows.target[row]
        return number >= 0 && number < Float(rows.columns) ? Int(number) : nil
    }

    /// Whether all targets are 0 or 1, as Keras asks before a hinge.
    private static func isBinary(_ rows: LossRows) -> Bool {
        (0..<rows.rows * rows.columns).allSatisfy { rows.target[$0] == 0 || rows.target[$0] == 1 }
    }
}
