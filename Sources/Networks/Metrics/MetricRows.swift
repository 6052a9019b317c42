import Kernels

/// A batch's outputs and targets for metrics, as rows along the last axis.
struct MetricRows {
    let rows: LossRows
    /// Whether the outputs are separate decisions, as under a binary cross-entropy.
    let areSeparate: Bool
    /// Whether the outputs are labels of which several may be true, not classes of which one is right.
    let areLabels: Bool
    /// The size of 1 in the target's own unit, for each column; `nil` where targets are not scaled.
    var units: [Double]?
    private let mask: UnsafePointer<Float>?

    /// `mask` has one value per row; `nil` where every row counts.
    init(_ rows: LossRows, areSeparate: Bool = false, areLabels: Bool = false, mask: UnsafePointer<Float>?) {
        self.rows = rows
        self.areSeparate = areSeparate
        self.areLabels = areLabels
        self.mask = mask
    }

    var columns: Int { rows.columns }
    /// The rows that are not masked.
    var counted: some Sequence<Int> { (0..<rows.rows).lazy.filter { [mask] in mask?[$0] ?? 1 != 0 } }

    func y(_ row: Int, _ column: Int) -> Float { rows.y[row * rows.columns + column] }

    func target(_ row: Int, _ column: Int) -> Float {
        rows.isIndexed ? (Float(column) == rows.target[row] ? 1 : 0) : rows.target[row * rows.columns + column]
    }

    /// The class of the target, and the predicted class.
    func truth(_ row: Int) -> Int { rows.isIndexed ? Int(max(0, min(rows.target[row], Float(columns - 1)))) : largest(rows.target + row * columns) }
    func predicted(_ row: Int) -> Int { largest(rows.y + row * columns) }

    private func largest(_ row: UnsafePointer<Float>) -> Int {
        var best = 0
        for column in 1..<max(1, columns) where row[column] > row[best] { best = column }
        return best
    }

    /// Calls `body` with every output and target as yes or no: an output above the threshold is a yes.
    @inline(__always)
    func eachDecision(above threshold: Float, _ body: (_ column: Int, _ isPredicted: Bool, _ isTrue: Bool) -> Void) {
        for row in counted {
            for column in 0..<columns { body(column, y(row, column) > threshold, target(row, column) > 0.5) }
        }
    }

    /// Calls `body` with output − target, in the target's own unit, for every output.
    @inline(__always)
    func eachDifference(_ body: (Double) -> Void) {
        if let units {
            for row in counted {
                for column in 0..<columns { body(Double(y(row, column) - target(row, column)) * units[column]) }
            }
            return
        }
        for row in counted {
            for column in 0..<columns { body(Double(y(row, column) - target(row, column))) }
        }
    }
}
