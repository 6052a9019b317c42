/// The share of outputs above the threshold whose target is positive.
struct Precision: DecisionShare {
    static let kerasName = "precision"
    static let help = "share of predicted positives that are positive"

    let threshold: Float

    init(_ spec: MetricSpec) { threshold = Float(spec["thresholds"]) }

    static func counts(isPredicted: Bool, isTrue: Bool) -> Bool { isPredicted }
}
