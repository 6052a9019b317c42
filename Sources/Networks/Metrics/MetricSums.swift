import Foundation
import Kernels

/// Metrics over an epoch, as the sums that they follow from: they are added to batch by batch, and kept in a checkpoint in the middle of an epoch.
public struct MetricSums: Hashable, Sendable {
    public let metrics: [MetricSpec]
    /// A list of sums for each metric.
    public var sums: [[Double]]

    /// Of no metrics.
    public init() { self.init([], outputs: 1) }

    /// `outputs`: how many lie along the last axis, for some metrics are worked out for each.
    public init(_ metrics: [MetricSpec], outputs: Int) {
        self.metrics = metrics
        sums = metrics.map { [Double](repeating: 0, count: $0.sumCount(outputs)) }
    }

    /// The metrics' values so far, in their order; `nil` where there is nothing to work them out of.
    public var values: [Double?] { metrics.indices.map { metrics[$0].value(of: sums[$0]) } }

    public func value(of kind: MetricKind) -> Double? { metrics.firstIndex { $0.kind == kind }.flatMap { metrics[$0].value(of: sums[$0]) } }

    /// The right answers and all so far; `nil` where accuracy is not asked for.
    public var accuracySums: (right: Double, all: Double)? { metrics.firstIndex { $0.kind == .accuracy }.map { (sums[$0][0], sums[$0][1]) } }

    /// Adds a batch's outputs.
    mutating func add(_ rows: MetricRows) {
        for index in metrics.indices { metrics[index].add(rows, to: &sums[index]) }
    }

    /// Adds `count` samples of a figure that is a mean over samples.
    public mutating func add(_ kind: MetricKind, mean: Double, count: Int) {
        for index in metrics.indices where metrics[index].kind == kind {
            sums[index][0] += mean * Double(count)
            sums[index][1] += Double(count)
        }
    }

    public mutating func reset() {
        for index in sums.indices { for place in sums[index].indices { sums[index][place] = 0 } }
    }
}

/// Outputs and targets as metrics see them.
struct MetricRows {
    let rows: LossRows
    /// Several labels may be true at once, as a binary cross-entropy has it.
    let areSeparate: Bool
    private let mask: UnsafePointer<Float>?

    /// `mask` has one number a row, where there is one.
    init(_ rows: LossRows, areSeparate: Bool = false, mask: UnsafePointer<Float>?) {
        self.rows = rows
        self.areSeparate = areSeparate
        self.mask = mask
    }

    var columns: Int { rows.columns }
    var counted: some Sequence<Int> { (0..<rows.rows).lazy.filter { [mask] in mask?[$0] ?? 1 != 0 } }

    func y(_ row: Int, _ column: Int) -> Float { rows.y[row * rows.columns + column] }

    func target(_ row: Int, _ column: Int) -> Float {
        rows.isIndexed ? (Float(column) == rows.target[row] ? 1 : 0) : rows.target[row * rows.columns + column]
    }

    /// The class that the target says, and the one that the output says.
    func truth(_ row: Int) -> Int { rows.isIndexed ? Int(max(0, min(rows.target[row], Float(columns - 1)))) : largest(rows.target + row * columns) }
    func said(_ row: Int) -> Int { largest(rows.y + row * columns) }

    private func largest(_ row: UnsafePointer<Float>) -> Int {
        var best = 0
        for column in 1..<max(1, columns) where row[column] > row[best] { best = column }
        return best
    }
}

extension MetricSpec {
    /// Keras' 200 thresholds of an AUC.
    private static var thresholds: Int { 200 }

    fileprivate func sumCount(_ outputs: Int) -> Int {
        switch kind {
        case .accuracy, .topKCategoricalAccuracy, .precision, .recall, .meanSquaredError, .meanAbsoluteError, .perplexity, .pseudoLikelihood, .freeEnergy: 2
        case .f1Score: 3 * outputs
        case .auc: 2 * Self.thresholds
        case .r2Score: 4 * outputs
        }
    }

    fileprivate func add(_ rows: MetricRows, to sums: inout [Double]) {
        switch kind {
        case .accuracy:
            for row in rows.counted {
                let isRight = rows.columns == 1 ? (rows.y(row, 0) > 0.5 ? 1 : 0) == rows.target(row, 0) : rows.said(row) == rows.truth(row)
                sums[0] += isRight ? 1 : 0
                sums[1] += 1
            }
        case .topKCategoricalAccuracy:
            let k = Int(self["k"])
            for row in rows.counted {
                let truth = rows.y(row, rows.truth(row))
                var larger = 0
                for column in 0..<rows.columns where rows.y(row, column) > truth { larger += 1 }
                sums[0] += larger < k ? 1 : 0
                sums[1] += 1
            }
        case .precision, .recall:
            let threshold = Float(self["thresholds"])
            for row in rows.counted {
                for column in 0..<rows.columns {
                    let isSaid = rows.y(row, column) > threshold, isTrue = rows.target(row, column) > 0.5
                    sums[0] += isSaid && isTrue ? 1 : 0
                    sums[1] += (kind == .precision ? isSaid : isTrue) ? 1 : 0
                }
            }
        case .f1Score:
            // A class: both, said, true. One output is the class of what is positive; outputs that are each right or wrong by themselves are counted each.
            for row in rows.counted where rows.areSeparate {
                for column in 0..<rows.columns {
                    let isSaid = rows.y(row, column) > 0.5, isTrue = rows.target(row, column) > 0.5
                    sums[3 * column] += isSaid && isTrue ? 1 : 0
                    sums[3 * column + 1] += isSaid ? 1 : 0
                    sums[3 * column + 2] += isTrue ? 1 : 0
                }
            }
            for row in rows.counted where !rows.areSeparate {
                let said = rows.columns > 1 ? rows.said(row) : rows.y(row, 0) > 0.5 ? 0 : nil
                let truth = rows.columns > 1 ? rows.truth(row) : rows.target(row, 0) > 0.5 ? 0 : nil
                if let said { sums[3 * said + 1] += 1 }
                if let truth { sums[3 * truth + 2] += 1 }
                if let said, said == truth { sums[3 * said] += 1 }
            }
        case .auc:
            for row in rows.counted {
                for column in 0..<rows.columns {
                    let isTrue = rows.target(row, column) > 0.5, y = Double(rows.y(row, column))
                    // Each threshold that the output is above: a count at the last of them, summed up when the value is asked for.
                    let place = Self.place(of: y)
                    sums[(isTrue ? 0 : Self.thresholds) + place] += 1
                }
            }
        case .meanSquaredError, .meanAbsoluteError:
            for row in rows.counted {
                for column in 0..<rows.columns {
                    let difference = Double(rows.y(row, column) - rows.target(row, column))
                    sums[0] += kind == .meanSquaredError ? difference * difference : abs(difference)
                    sums[1] += 1
                }
            }
        case .r2Score:
            for row in rows.counted {
                for column in 0..<rows.columns {
                    let t = Double(rows.target(row, column)), difference = Double(rows.y(row, column)) - t
                    sums[4 * column] += difference * difference
                    sums[4 * column + 1] += t
                    sums[4 * column + 2] += t * t
                    sums[4 * column + 3] += 1
                }
            }
        case .perplexity:
            for row in rows.counted {
                let p = Double(rows.y(row, rows.truth(row)))
                sums[0] -= log(max(p, Double(LossKernels.epsilon)))
                sums[1] += 1
            }
        case .pseudoLikelihood, .freeEnergy: break
        }
    }

    /// The last threshold that an output is above: Keras' thresholds are evenly spaced, the first below 0 and the last above 1.
    private static func place(of y: Double) -> Int {
        guard y.isFinite else { return 0 }
        let bounded = min(max(y, 0), 1), guess = Int((bounded * Double(thresholds - 1)).rounded(.up))
        return min(thresholds - 2, max(0, guess - 1))
    }

    fileprivate func value(of sums: [Double]) -> Double? {
        switch kind {
        case .accuracy, .topKCategoricalAccuracy, .meanSquaredError, .meanAbsoluteError, .pseudoLikelihood, .freeEnergy: return sums[1] > 0 ? sums[0] / sums[1] : nil
        case .precision, .recall: return sums[1] > 0 ? sums[0] / sums[1] : 0
        case .perplexity: return sums[1] > 0 ? exp(sums[0] / sums[1]) : nil
        case .f1Score: return Self.mean(sums, each: 3) { own in
            let (both, said, meant) = (own[own.startIndex], own[own.startIndex + 1], own[own.startIndex + 2])
            return said + meant > 0 ? 2 * both / (said + meant) : 0
        }
        case .auc: return Self.area(sums)
        case .r2Score:
            guard sums[3] > 0 else { return nil }
            // Targets that are all alike leave nothing to explain.
            return Self.mean(sums, each: 4) { own in
                let (error, sum) = (own[own.startIndex], own[own.startIndex + 1]), total = own[own.startIndex + 2] - sum * sum / own[own.startIndex + 3]
                return total > 0 ? 1 - error / total : error == 0 ? 1 : 0
            }
        }
    }

    /// The mean over the outputs of what follows from the sums of each.
    private static func mean(_ sums: [Double], each count: Int, _ value: (ArraySlice<Double>) -> Double) -> Double {
        let starts = stride(from: 0, to: sums.count, by: count)
        return starts.reduce(0) { $0 + value(sums[$1..<$1 + count]) } / Double(max(1, sums.count / count))
    }

    /// The area under true positives over false positives, by trapezoids over the thresholds.
    private static func area(_ sums: [Double]) -> Double? {
        let positives = sums[..<thresholds].reduce(0, +), negatives = sums[thresholds..<2 * thresholds].reduce(0, +)
        guard positives > 0, negatives > 0 else { return nil }
        var area = 0.0, hits = 0.0
        for place in (0..<thresholds).reversed() {
            let moreHits = sums[place], moreAlarms = sums[thresholds + place]
            area += moreAlarms * (hits + moreHits / 2)
            hits += moreHits
        }
        return area / (positives * negatives)
    }
}
