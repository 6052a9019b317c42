/// The share of rows whose largest output is the right class; of a single output the share that is on the right side of ½.
///
/// Sums: right answers, all.
public struct Accuracy: MetricDescription {
    public static let kerasName = "accuracy"
    public static let shortNames = ["acc"]
    public static let kerasPath: String? = "metrics.Accuracy"
    public static let help = "share of right answers"
    public static let subject = MetricSubject.answers

    public init(_ spec: MetricSpec) {}

    public func add(_ rows: MetricRows, to sums: inout [Double]) {
        for row in rows.counted {
            let isRight = rows.columns == 1 ? (rows.y(row, 0) > 0.5 ? 1 : 0) == rows.target(row, 0) : rows.predicted(row) == rows.truth(row)
            sums[0] += isRight ? 1 : 0
            sums[1] += 1
        }
    }
}

extension MetricKind {
    public static let accuracy = MetricKind(Accuracy.self)
}
