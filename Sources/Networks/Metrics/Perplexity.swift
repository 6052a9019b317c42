import Foundation
import Kernels

/// e to the power of the mean cross-entropy: the number of equally likely symbols that would be as hard to predict.
///
/// perplexity = exp(mean(−ln y[t])), with y[t] of at least 1e-7. Sums: −ln y[t], the rows.
struct Perplexity: MetricDescription, PlainForm {
    static let kerasName = "perplexity"
    static let kerasPath: String? = nil
    static let help = "e^cross-entropy: as hard as choosing between this many symbols"
    static let isBetterHigher = false
    static let subject = MetricSubject.classes
    static let kerasNote: String? = "Keras has no perplexity metric: it is e to the power of the cross-entropy."

    func add(_ rows: MetricRows, to sums: inout [Double]) {
        for row in rows.counted {
            let p = Double(rows.y(row, rows.truth(row)))
            sums[0] -= log(max(p, Double(LossKernels.epsilon)))
            sums[1] += 1
        }
    }

    func value(of sums: [Double]) -> Double? { sums[1] > 0 ? exp(sums[0] / sums[1]) : nil }
}
