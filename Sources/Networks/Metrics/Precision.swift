/// Of the outputs above the threshold, the share whose target is positive; 0 where there is none.
///
/// Sums: both, predicted.
struct Precision: MetricDescription {
    static let kerasName = "precision"
    static let kerasPath: String? = "metrics.Precision"
    static let help = "of what was called positive, how much is"
    static let parameters = [FormParameter.decisionThreshold]
    static let subject = MetricSubject.answers

    private let threshold: Float

    init(_ spec: MetricSpec) { threshold = Float(spec["thresholds"]) }

    func add(_ rows: MetricRows, to sums: inout [Double]) {
        rows.eachDecision(above: threshold) { _, isPredicted, isTrue in
            sums[0] += isPredicted && isTrue ? 1 : 0
            sums[1] += isPredicted ? 1 : 0
        }
    }

    func value(of sums: [Double]) -> Double? { sums[1] > 0 ? sums[0] / sums[1] : 0 }
}

extension MetricKind {
    public static let precision = MetricKind(Precision.self)
}

extension FormParameter {
    /// What precision and recall can be told.
    static let decisionThreshold = FormParameter.number("thresholds", 0.5, 0...1, help: "from here on an output is a yes")
}
