/// The input of a loss: outputs and targets as rows along their last axis, with one loss per row.
public struct LossRows {
    /// (rows, columns): the outputs. For a form that is computed together with the last activation, the sums before it, which are replaced by the outputs.
    public let y: UnsafeMutablePointer<Float>
    /// (rows, columns), or one class number per row.
    public let target: UnsafePointer<Float>
    /// Whether targets are class numbers.
    public let isIndexed: Bool
    /// Where the gradient of the mean loss with respect to the given y goes; `nil` where it is not wanted.
    let gradient: UnsafeMutablePointer<Float>?
    /// Where the loss of each row goes, before its weight.
    let losses: UnsafeMutablePointer<Float>
    /// The weight of each row, from its sample, class and mask; `nil` for 1.
    let weights: UnsafePointer<Float>?
    /// How many rows there are, and how many outputs each has.
    public let rows: Int, columns: Int

    /// The memory must stay valid for as long as the rows are used.
    public init(
        y: UnsafeMutablePointer<Float>, target: UnsafePointer<Float>, isIndexed: Bool, gradient: UnsafeMutablePointer<Float>?, losses: UnsafeMutablePointer<Float>,
        weights: UnsafePointer<Float>?, rows: Int, columns: Int
    ) {
        (self.y, self.target, self.isIndexed, self.gradient, self.losses, self.weights) = (y, target, isIndexed, gradient, losses, weights)
        (self.rows, self.columns) = (rows, columns)
    }
}

/// The losses of one batch and the gradients of their mean, with Keras' formulas and clipping. A task takes some rows; the losses are summed in order of the rows.
public enum LossKernels {
    /// Keras' epsilon: probabilities are clipped to epsilon … 1 − epsilon where a loss reads probabilities.
    public static let epsilon: Float = 1e-7

    /// A loss and its parameters; `isJoined`: computed together with the last activation, from the sums before it.
    public enum Form: Sendable {
        /// −Σ t ln p with p = y / Σy; joined, p = softmax(y).
        case crossEntropy(smoothing: Float, isJoined: Bool)
        /// −mean(t ln p + (1 − t) ln (1 − p)) with p = y; joined, p = σ(y).
        case binaryCrossEntropy(smoothing: Float, isJoined: Bool)
        case meanSquaredError, meanAbsoluteError, meanSquaredLogarithmicError
        /// ½ d² where |d| ≤ delta, delta |d| − ½ delta² beyond.
        case huber(delta: Float)
        case logCosh
        /// Σ t ln (t / y)
        case kullbackLeibler
        /// mean(y − t ln y)
        case poisson
        /// mean(max(0, 1 − t y)), optionally squared; where all targets are 0 or 1, 0 counts as −1.
        case hinge(isSquared: Bool)
        /// −cos of the angle between t and y
        case cosineSimilarity

        /// Whether a row's loss is a mean over its outputs, so that the rows of a sample may be processed as one row.
        public var isMean: Bool {
            switch self {
            case .crossEntropy, .kullbackLeibler, .cosineSimilarity: false
            default: true
            }
        }
    }

    /// Computes losses and gradients; returns the sum of weight · loss over the rows.
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

    /// The mean of a loss over the outputs of a row; writes its derivative to the gradient. The loop is specialized for each loss.
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

    /// The loss from the sums x before a softmax, Σ t (ln Σ eˣ − x), and its derivative p Σt − t. Both keep growing where an output saturates, so that the network can recover (as in
    /// Keras on TensorFlow; with clipped probabilities, as on JAX, the gradient would stay 0).
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

    /// The loss from the sums x before a sigmoid, mean(max(x, 0) − x t + ln (1 + e^−|x|)), and its derivative (p − t) / columns.
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

    /// With n(x) = x / |x| and c = n(t) · n(y): loss −c, dloss/dy = (c · n(y) − n(t)) / |y|, with norms of at least epsilon as in Keras.
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

    /// The class of an indexed row; `nil` for a number that is no class.
    @inline(__always)
    private static func classIndex(_ rows: LossRows, _ row: Int) -> Int? {
        let number = rows.target[row]
        return number >= 0 && number < Float(rows.columns) ? Int(number) : nil
    }

    /// Whether all targets are 0 or 1, which Keras checks before a hinge loss.
    private static func isBinary(_ rows: LossRows) -> Bool {
        (0..<rows.rows * rows.columns).allSatisfy { rows.target[$0] == 0 || rows.target[$0] == 1 }
    }
}
