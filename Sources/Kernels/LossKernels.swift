import Glibc

/// Losses of one batch: the sum over its samples, in their order, and the gradient of their mean.
///
/// Each takes what the last layer gave and writes the gradient by it, or by its sums before the activation where both are fused.
public enum LossKernels {
    /// Keras' epsilon: probabilities are kept this far from 0 and 1.
    public static let epsilon: Float = 1e-7

    /// Cross-entropy of softmax outputs, fused: loss = −Σ t · log y with y clipped to epsilon … 1 − epsilon as Keras 3 does, and the gradient by the
    /// softmax's sums = (y · Σt − t) / batch. As in Keras (on JAX), a target whose probability was clipped pulls no more.
    public static func softmaxCrossEntropy(
        y: UnsafePointer<Float>, target: UnsafePointer<Float>, gradient: UnsafeMutablePointer<Float>?, rows: Int, columns: Int
    ) -> Double {
        var loss = 0.0
        let share = 1 / Float(rows)
        for row in 0..<rows {
            let y = y + row * columns, target = target + row * columns
            var pull: Float = 0, sum: Float = 0
            for column in 0..<columns where target[column] != 0 {
                let p = y[column]
                sum -= target[column] * logarithm(min(max(p, epsilon), 1 - epsilon))
                if p > epsilon, p < 1 - epsilon { pull += target[column] }
            }
            for column in 0..<columns where y[column] != y[column] { sum = .nan }
            loss += Double(sum)
            if let gradient {
                let gradient = gradient + row * columns
                for column in 0..<columns {
                    let p = y[column], own = p > epsilon && p < 1 - epsilon ? target[column] : 0
                    gradient[column] = (p * pull - own) * share
                }
            }
        }
        return loss
    }

    /// Cross-entropy of outputs that are no softmax, as Keras takes them: divided by their sum, clipped to epsilon … 1 − epsilon.
    public static func crossEntropy(
        y: UnsafePointer<Float>, target: UnsafePointer<Float>, gradient: UnsafeMutablePointer<Float>?, rows: Int, columns: Int
    ) -> Double {
        var loss = 0.0
        let share = 1 / Float(rows)
        for row in 0..<rows {
            let y = y + row * columns, target = target + row * columns
            var sum: Float = 0, rowLoss: Float = 0, pull: Float = 0
            for column in 0..<columns { sum += y[column] }
            for column in 0..<columns {
                let p = y[column] / sum, clipped = p != p ? p : min(max(p, epsilon), 1 - epsilon)
                rowLoss -= target[column] * logarithm(clipped)
                if p > epsilon, p < 1 - epsilon { pull += target[column] }
            }
            loss += Double(rowLoss)
            if let gradient {
                let gradient = gradient + row * columns
                for column in 0..<columns {
                    let p = y[column] / sum
                    let own = p > epsilon && p < 1 - epsilon ? target[column] / y[column] : 0
                    gradient[column] = (pull / sum - own) * share
                }
            }
        }
        return loss
    }

    /// Binary cross-entropy of sigmoid outputs, fused: the mean over a sample's values; gradient by the sigmoid's sums = (y − t) / values / batch.
    ///
    /// The loss is Keras', with y clipped to epsilon … 1 − epsilon. `isFused` false: the gradient by y itself.
    public static func binaryCrossEntropy(
        y: UnsafePointer<Float>, target: UnsafePointer<Float>, gradient: UnsafeMutablePointer<Float>?, rows: Int, columns: Int, isFused: Bool
    ) -> Double {
        var loss = 0.0
        let share = 1 / (Float(rows) * Float(columns))
        for row in 0..<rows {
            var sum: Float = 0
            for index in row * columns..<(row + 1) * columns {
                let p = y[index], t = target[index]
                let clipped = p != p ? p : min(max(p, epsilon), 1 - epsilon)
                sum -= t * logarithm(clipped) + (1 - t) * logarithm(1 - clipped)
                if let gradient {
                    gradient[index] = clipped != p ? (p != p ? p : 0) : isFused ? (p - t) * share : (p - t) / (p * (1 - p)) * share
                }
            }
            loss += Double(sum) / Double(columns)
        }
        return loss
    }

    /// Mean of squared differences over a sample's values; gradient 2 (y − t) / values / batch.
    public static func meanSquaredError(
        y: UnsafePointer<Float>, target: UnsafePointer<Float>, gradient: UnsafeMutablePointer<Float>?, rows: Int, columns: Int
    ) -> Double {
        var loss = 0.0
        let share = 2 / (Float(rows) * Float(columns))
        for row in 0..<rows {
            var sum: Float = 0
            for index in row * columns..<(row + 1) * columns {
                let difference = y[index] - target[index]
                sum += difference * difference
                gradient?[index] = difference * share
            }
            loss += Double(sum) / Double(columns)
        }
        return loss
    }

    private static func logarithm(_ x: Float) -> Float { logf(x) }

    /// How many rows have their largest output where their target has its largest.
    public static func correctRows(y: UnsafePointer<Float>, target: UnsafePointer<Float>, rows: Int, columns: Int) -> Int {
        var correct = 0
        for row in 0..<rows where largest(y + row * columns, columns) == largest(target + row * columns, columns) { correct += 1 }
        return correct
    }

    /// The share of a row's values whose side of one half is the target, 0 or 1, summed over the rows: Keras' binary accuracy.
    public static func binaryCorrect(y: UnsafePointer<Float>, target: UnsafePointer<Float>, rows: Int, columns: Int) -> Double {
        var correct = 0
        for index in 0..<rows * columns where (y[index] > 0.5 ? 1 : 0) == target[index] { correct += 1 }
        return Double(correct) / Double(columns)
    }

    private static func largest(_ row: UnsafePointer<Float>, _ columns: Int) -> Int {
        var best = 0
        for column in 1..<max(1, columns) where row[column] > row[best] { best = column }
        return best
    }
}
