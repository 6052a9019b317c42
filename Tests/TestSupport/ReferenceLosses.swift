import Foundation
import Networks

/// Keras' losses of one row of outputs, in double precision: what each loss of the registry is measured against.
public enum ReferenceLosses {
    /// Outputs and targets of a row, the loss as a recipe writes it, and all targets of the batch.
    public struct Row {
        let loss: LossSpec
        let y: [Double], t: [Double]
        let targets: [[Double]]

        var count: Double { Double(y.count) }
        var smoothing: Double { loss["label_smoothing"] }

        func sum(_ body: (Double, Double) -> Double) -> Double { zip(y, t).reduce(0) { $0 + body($1.0, $1.1) } }
        func mean(_ body: (Double, Double) -> Double) -> Double { sum(body) / count }
    }

    /// Keras' epsilon, and the largest probability in single precision, which is a little less than 1 less epsilon: its logarithm's argument is 1.19e-7, not 1e-7.
    private static let epsilon = 1e-7, most = Double(1 - Float(1e-7))

    private static func clipped(_ p: Double, to most: Double = most) -> Double { min(max(p, epsilon), most) }

    public static func row(_ loss: LossSpec, _ y: [Double], _ t: [Double], all targets: [[Double]]) -> Double {
        formulas[loss.name].map { $0(Row(loss: loss, y: y, t: t, targets: targets)) } ?? .nan
    }

    /// The losses that have a reference here.
    public static var names: Set<String> { Set(formulas.keys) }

    private static let formulas: [String: @Sendable (Row) -> Double] = [
        "categorical_crossentropy": crossEntropy, "sparse_categorical_crossentropy": crossEntropy,
        "binary_crossentropy": { row in
            row.mean { y, t in
                let t = t * (1 - row.smoothing) + row.smoothing / 2
                return -t * log(clipped(y)) - (1 - t) * log(1 - clipped(y))
            }
        },
        "mean_squared_error": { $0.mean { ($0 - $1) * ($0 - $1) } },
        "mean_absolute_error": { $0.mean { abs($0 - $1) } },
        "mean_squared_logarithmic_error": { $0.mean { pow(log(max($0, epsilon) + 1) - log(max($1, epsilon) + 1), 2) } },
        "huber": { row in
            let delta = row.loss["delta"]
            return row.mean { abs($0 - $1) <= delta ? 0.5 * ($0 - $1) * ($0 - $1) : delta * abs($0 - $1) - 0.5 * delta * delta }
        },
        "log_cosh": { $0.mean { log(cosh($0 - $1)) } },
        "kl_divergence": { $0.sum { clipped($1, to: 1) * log(clipped($1, to: 1) / clipped($0, to: 1)) } },
        "poisson": { $0.mean { $0 - $1 * log($0 + epsilon) } },
        "hinge": { row in row.mean { reach($0, $1, row) } },
        "squared_hinge": { row in row.mean { reach($0, $1, row) * reach($0, $1, row) } },
        "cosine_similarity": { row in
            let yNorm = row.sum { y, _ in y * y }.squareRoot(), tNorm = row.sum { _, t in t * t }.squareRoot()
            return -row.sum { $0 * $1 } / (max(yNorm, epsilon) * max(tNorm, epsilon))
        },
    ]

    @Sendable private static func crossEntropy(_ row: Row) -> Double {
        let total = row.y.reduce(0, +)
        return -row.sum { y, t in (t * (1 - row.smoothing) + row.smoothing / row.count) * log(clipped(y / total)) }
    }

    private static func reach(_ y: Double, _ t: Double, _ row: Row) -> Double {
        let isBinary = row.targets.joined().allSatisfy { $0 == 0 || $0 == 1 }
        return max(0, 1 - (isBinary ? 2 * t - 1 : t) * y)
    }
}
