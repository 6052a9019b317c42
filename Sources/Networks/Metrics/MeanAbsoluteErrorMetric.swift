/// mean |y − t| over all outputs.
///
/// Sums: the absolute differences, their number.
public struct MeanAbsoluteErrorMetric: MetricDescription {
    public static let kerasName = "mean_absolute_error"
    public static let shortNames = ["mae"]
    public static let kerasPath: String? = "metrics.MeanAbsoluteError"
    public static let help = "mean |y − t|"
    public static let isBetterHigher = false
    public static let subject = MetricSubject.numbers

    public init(_ spec: MetricSpec) {}

    public func add(_ rows: MetricRows, to sums: inout [Double]) {
        rows.eachDifference {
            sums[0] += abs($0)
            sums[1] += 1
        }
    }
}

extension MetricKind {
    public static let meanAbsoluteError = MetricKind(MeanAbsoluteErrorMetric.self)
}
