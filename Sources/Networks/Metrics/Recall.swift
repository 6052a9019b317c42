/// Of the outputs whose target is positive, the share above the threshold; 0 where there is none.
///
/// Sums: both, true.
struct Recall: MetricDescription {
    static let kerasName = "recall"
    static let kerasPath: String? = "metrics.Recall"
    static let help = "of what is positive, how much was found"
    static let parameters = [FormParameter.decisionThreshold]
    static let subject = MetricSubject.answers

    private let threshold: Float

    init(_ spec: MetricSpec) { threshold = Float(spec["thresholds"]) }

    func add(_ rows: MetricRows, to sums: inout [Double]) {
        rows.eachDecision(above: threshold) { _, isPredicted, isTrue in
            sums[0] += isPredicted && isTrue ? 1 : 0
            sums[1] += isTrue ? 1 : 0
        }
    }

    func value(of sums: [Double]) -> Double? { sums[1] > 0 ? sums[0] / sums[1] : 0 }
}

extension MetricKind {
    public static let recall = MetricKind(Recall.self)
}
