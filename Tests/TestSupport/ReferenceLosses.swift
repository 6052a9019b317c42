import Foundation
import Networks

/// Keras' losses of one row of outputs, in double precision.
enum ReferenceLosses {
    static func row(_ loss: LossSpec, _ y: [Double], _ t: [Double], all targets: [[Double]]) -> Double {
        let epsilon = 1e-7, count = Double(y.count)
        func clipped(_ p: Double) -> Double { min(max(p, epsilon), 1 - epsilon) }
        func mean(_ body: (Double, Double) -> Double) -> Double { zip(y, t).reduce(0) { $0 + body($1.0, $1.1) } / count }
        let smoothing = loss["label_smoothing"]
        switch loss.kind {
        case .categoricalCrossentropy, .sparseCategoricalCrossentropy:
            let sum = y.reduce(0, +)
            return -zip(y, t).reduce(0) { $0 + ($1.1 * (1 - smoothing) + smoothing / count) * log(clipped($1.0 / sum)) }
        case .binaryCrossentropy:
            return mean { y, t in
                let t = t * (1 - smoothing) + smoothing / 2
                return -t * log(clipped(y)) - (1 - t) * log(1 - clipped(y))
            }
        case .meanSquaredError: return mean { ($0 - $1) * ($0 - $1) }
        case .meanAbsoluteError: return mean { abs($0 - $1) }
        case .meanSquaredLogarithmicError: return mean { pow(log(max($0, epsilon) + 1) - log(max($1, epsilon) + 1), 2) }
        case .huber:
            let delta = loss["delta"]
            return mean { abs($0 - $1) <= delta ? 0.5 * ($0 - $1) * ($0 - $1) : delta * abs($0 - $1) - 0.5 * delta * delta }
        case .logCosh: return mean { log(cosh($0 - $1)) }
        case .klDivergence: return mean { min(max($1, epsilon), 1) * log(min(max($1, epsilon), 1) / min(max($0, epsilon), 1)) } * count
        case .poisson: return mean { $0 - $1 * log($0 + epsilon) }
        case .hinge, .squaredHinge:
            let isBinary = targets.joined().allSatisfy { $0 == 0 || $0 == 1 }
            return mean { y, t in
                let reach = max(0, 1 - (isBinary ? 2 * t - 1 : t) * y)
                return loss.kind == .hinge ? reach : reach * reach
            }
        case .cosineSimilarity:
            let yNorm = y.reduce(0) { $0 + $1 * $1 }.squareRoot(), tNorm = t.reduce(0) { $0 + $1 * $1 }.squareRoot()
            return -zip(y, t).reduce(0) { $0 + $1.0 * $1.1 } / (max(yNorm, epsilon) * max(tNorm, epsilon))
        case .contrastiveDivergence: return 0
        }
    }
}
