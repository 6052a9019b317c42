/// The area under the ROC curve (true positive rate over false positive rate), by trapezoids over Keras' 200 thresholds.
///
/// Sums: for positive targets, how many outputs lie above each threshold but not above the next one; then the same for negative targets.
struct AUC: MetricDescription, PlainForm {
    static let kerasName = "auc"
    static let shortNames = ["AUC"]
    static let help = "area under the ROC curve"
    static let subject = MetricSubject.answers

    private static let thresholds = 200

    func sumCount(outputs: Int) -> Int { 2 * Self.thresholds }

    func add(_ rows: MetricRows, to sums: inout [Double]) {
        for row in rows.counted {
            for column in 0..<rows.columns {
                let isTrue = rows.target(row, column) > 0.5, threshold = Self.lastThreshold(below: Double(rows.y(row, column)))
                sums[(isTrue ? 0 : Self.thresholds) + threshold] += 1
            }
        }
    }

    /// The index of the last threshold below an output. Keras' thresholds are evenly spaced, except that the first lies below 0 and the last above 1.
    private static func lastThreshold(below y: Double) -> Int {
        guard y.isFinite else { return 0 }
        let bounded = min(max(y, 0), 1), guess = Int((bounded * Double(thresholds - 1)).rounded(.up))
        return min(thresholds - 2, max(0, guess - 1))
    }

    func value(of sums: [Double]) -> Double? {
        let thresholds = Self.thresholds, positives = sums[..<thresholds].reduce(0, +), negatives = sums[thresholds..<2 * thresholds].reduce(0, +)
        guard positives > 0, negatives > 0 else { return nil }
        var area = 0.0, hits = 0.0
        for threshold in (0..<thresholds).reversed() {
            let moreHits = sums[threshold], moreAlarms = sums[thresholds + threshold]
            area += moreAlarms * (hits + moreHits / 2)
            hits += moreHits
        }
        return area / (positives * negatives)
    }
}
