/// mean (y − t)² over all outputs.
///
/// Sums: the squared differences, their number.
public struct MeanSquaredErrorMetric: MetricDescription {
    public static let kerasName = "mean_squared_error"
    public static let shortNames = ["mse"]
    public static let kerasPath: String? = "metrics.MeanSquaredError"
    public static let help = "mean (y − t)²"
    public static let isBetterHigher = false
    public static let subject = MetricSubject.numbers

    public init(_ spec: MetricSpec) {}

    public func add(_ rows: MetricRows, to sums: inout [Double]) {
        rows.eachDifference {
            sums[0] += $0 * $0
            sums[1] += 1
        }
    }
}

extension MetricKind {
    public static let meanSquaredError = MetricKind(MeanSquaredErrorMetric.self)
}
