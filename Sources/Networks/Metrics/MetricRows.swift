import Kernels

/// A batch's outputs and targets as metrics see them: rows along the last axis.
struct MetricRows {
    let rows: LossRows
    /// Several labels may be true at once, as a binary cross-entropy has it.
    let areSeparate: Bool
    /// The outputs are labels of which several may be true, not classes of which one is.
    let areLabels: Bool
    private let mask: UnsafePointer<Float>?

    /// `mask` has one number a row, where there is one.
    init(_ rows: LossRows, areSeparate: Bool = false, areLabels: Bool = false, mask: UnsafePointer<Float>?) {
        self.rows = rows
        self.areSeparate = areSeparate
        self.areLabels = areLabels
        self.mask = mask
    }

    var columns: Int { rows.columns }
    /// The rows that no mask leaves out.
    var counted: some Sequence<Int> { (0..<rows.rows).lazy.filter { [mask] in mask?[$0] ?? 1 != 0 } }

    func y(_ row: Int, _ column: Int) -> Float { rows.y[row * rows.columns + column] }

    func target(_ row: Int, _ column: Int) -> Float {
        rows.isIndexed ? (Float(column) == rows.target[row] ? 1 : 0) : rows.target[row * rows.columns + column]
    }

    /// The class of the target, and the predicted one.
    func truth(_ row: Int) -> Int { rows.isIndexed ? Int(max(0, min(rows.target[row], Float(columns - 1)))) : largest(rows.target + row * columns) }
    func predicted(_ row: Int) -> Int { largest(rows.y + row * columns) }

    private func largest(_ row: UnsafePointer<Float>) -> Int {
        var best = 0
        for column in 1..<max(1, columns) where row[column] > row[best] { best = column }
        return best
    }

    /// Every output with its target, as yes or no: an output above the threshold is a yes.
    @inline(__always)
    func eachDecision(above threshold: Float, _ body: (_ column: Int, _ isPredicted: Bool, _ isTrue: Bool) -> Void) {
        for row in counted {
            for column in 0..<columns { body(column, y(row, column) > threshold, target(row, column) > 0.5) }
        }
    }

    /// Every output less its target.
    @inline(__always)
    func eachDifference(_ body: (Double) -> Void) {
        for row in counted {
            for column in 0..<columns { body(Double(y(row, column) - target(row, column))) }
        }
    }
}
