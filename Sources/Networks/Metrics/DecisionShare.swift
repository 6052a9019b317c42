/// Precision and recall: among the outputs that count, the share whose target is positive and which are above the threshold; 0 where no output counts.
///
/// Sums: both, those that count.
protocol DecisionShare: MetricDescription {
    /// Whether an output counts, given the prediction and the truth.
    static func counts(isPredicted: Bool, isTrue: Bool) -> Bool
    var threshold: Float { get }
}

extension DecisionShare {
    static var parameters: [FormParameter] { [.number("thresholds", 0.5, 0...1, help: "outputs above this count as positive")] }
    static var subject: MetricSubject { .answers }
    static var isShare: Bool { true }

    func add(_ rows: MetricRows, to sums: inout [Double]) {
        rows.eachDecision(above: threshold) { _, isPredicted, isTrue in
            sums[0] += isPredicted && isTrue ? 1 : 0
            sums[1] += Self.counts(isPredicted: isPredicted, isTrue: isTrue) ? 1 : 0
        }
    }

    func value(of sums: [Double]) -> Double? { sums[1] > 0 ? sums[0] / sums[1] : 0 }
}
