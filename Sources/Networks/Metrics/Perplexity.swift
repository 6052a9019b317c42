import Foundation
import Kernels

/// e to the mean cross-entropy: among how many symbols, equally likely, the network would hesitate as much.
///
/// perplexity = exp(mean(−ln y[t])), y[t] kept above 1e-7. Sums: −ln y[t], the rows.
struct Perplexity: MetricDescription, PlainForm {
    static let kerasName = "perplexity"
    static let kerasPath: String? = nil
    static let help = "e to the cross-entropy: how many symbols it hesitates between"
    static let isBetterHigher = false
    static let subject = MetricSubject.classes
    static let kerasNote: String? = "Keras has no metric perplexity: it is e to the cross-entropy."

    func add(_ rows: MetricRows, to sums: inout [Double]) {
        for row in rows.counted {
            let p = Double(rows.y(row, rows.truth(row)))
            sums[0] -= log(max(p, Double(LossKernels.epsilon)))
            sums[1] += 1
        }
    }

    func value(of sums: [Double]) -> Double? { sums[1] > 0 ? exp(sums[0] / sums[1]) : nil }
}
