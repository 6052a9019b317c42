import Foundation
import Networks

/// Keras' metrics of all rows of an epoch at once, by their definitions in double precision: what each metric of the registry is measured against.
public enum ReferenceMetrics {
    /// Outputs and targets as rows; a class is a row with a one.
    public struct Epoch {
        let metric: MetricSpec
        let y: [[Double]], t: [[Double]]
        let areSeparate: Bool

        public init(_ metric: MetricSpec, y: [[Double]], t: [[Double]], areSeparate: Bool) {
            (self.metric, self.y, self.t, self.areSeparate) = (metric, y, t, areSeparate)
        }

        var pairs: [(y: Double, t: Double)] { Array(zip(y.joined(), t.joined())) }
        var rows: [(y: [Double], t: [Double])] { Array(zip(y, t)) }
        var columns: Int { y.first?.count ?? 0 }

        func share(of rows: Int, in all: Int) -> Double { all > 0 ? Double(rows) / Double(all) : 0 }
        func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }
    }

    public static func value(_ epoch: Epoch) -> Double { formulas[epoch.metric.name].map { $0(epoch) } ?? .nan }

    /// The metrics that have a reference here.
    public static var names: Set<String> { Set(formulas.keys) }

    private static func largest(_ row: [Double]) -> Int { row.indices.max { row[$0] < row[$1] || row[$0] == row[$1] && $0 > $1 } ?? 0 }

    private static func truth(_ row: (y: [Double], t: [Double])) -> Double { row.y[largest(row.t)] }

    private static let formulas: [String: @Sendable (Epoch) -> Double] = [
        "accuracy": { epoch in
            if epoch.areSeparate || epoch.columns == 1 { return epoch.share(of: epoch.pairs.filter { ($0.y > 0.5 ? 1 : 0) == $0.t }.count, in: epoch.pairs.count) }
            return epoch.share(of: epoch.rows.filter { largest($0.y) == largest($0.t) }.count, in: epoch.rows.count)
        },
        "top_k_categorical_accuracy": { epoch in
            let k = Int(epoch.metric["k"])
            return epoch.share(of: epoch.rows.filter { row in row.y.sorted(by: >).prefix(k).contains(truth(row)) }.count, in: epoch.rows.count)
        },
        "precision": { epoch in
            let predicted = epoch.pairs.filter { $0.y > epoch.metric["thresholds"] }
            return epoch.share(of: predicted.filter { $0.t > 0.5 }.count, in: predicted.count)
        },
        "recall": { epoch in
            let positive = epoch.pairs.filter { $0.t > 0.5 }
            return epoch.share(of: positive.filter { $0.y > epoch.metric["thresholds"] }.count, in: positive.count)
        },
        "f1_score": { epoch in
            // Where outputs are not separate the class of a row is its largest number, of outputs and targets alike.
            func isOf(_ column: Int, _ row: [Double]) -> Bool { epoch.areSeparate || epoch.columns == 1 ? row[column] > 0.5 : largest(row) == column }
            return epoch.mean(
                (0..<epoch.columns).map { column in
                    let predicted = epoch.rows.filter { isOf(column, $0.y) }, positive = epoch.rows.filter { isOf(column, $0.t) }
                    let both = predicted.filter { isOf(column, $0.t) }.count
                    return epoch.share(of: 2 * both, in: predicted.count + positive.count)
                })
        },
        "auc": { epoch in
            let positives = epoch.pairs.filter { $0.t > 0.5 }, negatives = epoch.pairs.filter { $0.t <= 0.5 }
            let thresholds = [-1e-7] + (1...198).map { Double($0) / 199 } + [1 + 1e-7]
            let points = thresholds.map { threshold in
                (
                    alarms: epoch.share(of: negatives.filter { $0.y > threshold }.count, in: negatives.count),
                    hits: epoch.share(of: positives.filter { $0.y > threshold }.count, in: positives.count)
                )
            }
            return zip(points, points.dropFirst()).reduce(0) { $0 + ($1.0.alarms - $1.1.alarms) * ($1.0.hits + $1.1.hits) / 2 }
        },
        "mean_squared_error": { epoch in epoch.mean(epoch.pairs.map { ($0.y - $0.t) * ($0.y - $0.t) }) },
        "mean_absolute_error": { epoch in epoch.mean(epoch.pairs.map { abs($0.y - $0.t) }) },
        "r2_score": { epoch in
            epoch.mean(
                (0..<epoch.columns).map { column in
                    let mean = epoch.mean(epoch.t.map { $0[column] }), error = epoch.rows.reduce(0) { $0 + pow($1.y[column] - $1.t[column], 2) }
                    return 1 - error / epoch.t.reduce(0) { $0 + pow($1[column] - mean, 2) }
                })
        },
        "perplexity": { epoch in exp(epoch.mean(epoch.rows.map { -log(max(truth($0), 1e-7)) })) },
    ]
}
