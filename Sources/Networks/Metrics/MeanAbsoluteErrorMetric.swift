/// mean |y − t| over all outputs.
///
/// Sums: the absolute differences, the count.
struct MeanAbsoluteErrorMetric: MetricDescription, PlainForm {
    static let kerasName = "mean_absolute_error"
    static let shortNames = ["mae"]
    static let kerasPath: String? = "metrics.MeanAbsoluteError"
    static let title = "mae"
    static let help = "mean |y − t|"
    static let isBetterHigher = false
    static let subject = MetricSubject.numbers

    func add(_ rows: MetricRows, to sums: inout [Double]) {
        rows.eachDifference {
            sums[0] += abs($0)
            sums[1] += 1
        }
    }
}
