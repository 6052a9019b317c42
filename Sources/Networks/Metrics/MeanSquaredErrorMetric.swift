/// mean (y − t)² over all outputs.
///
/// Sums: the squared differences, the count.
struct MeanSquaredErrorMetric: MetricDescription, PlainForm {
    static let kerasName = "mean_squared_error"
    static let shortNames = ["mse"]
    static let kerasPath: String? = "metrics.MeanSquaredError"
    static let title = "mse"
    static let help = "mean (y − t)²"
    static let isBetterHigher = false
    static let subject = MetricSubject.numbers

    func add(_ rows: MetricRows, to sums: inout [Double]) {
        rows.eachDifference {
            sums[0] += $0 * $0
            sums[1] += 1
        }
    }
}
