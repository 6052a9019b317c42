/// Of the outputs whose target is positive, the share above the threshold; 0 where there is none.
///
/// Sums: both, true.
public struct Recall: MetricDescription {
    public static let kerasName = "recall"
    public static let kerasPath: String? = "metrics.Recall"
    public static let help = "of what is positive, how much was found"
    public static let parameters = [FormParameter.decisionThreshold]
    public static let subject = MetricSubject.answers

    private let threshold: Float

    public init(_ spec: MetricSpec) { threshold = Float(spec["thresholds"]) }

    public func add(_ rows: MetricRows, to sums: inout [Double]) {
        rows.eachDecision(above: threshold) { _, isPredicted, isTrue in
            sums[0] += isPredicted && isTrue ? 1 : 0
            sums[1] += isTrue ? 1 : 0
        }
    }

    public func value(of sums: [Double]) -> Double? { sums[1] > 0 ? sums[0] / sums[1] : 0 }
}

extension MetricKind {
    public static let recall = MetricKind(Recall.self)
}
