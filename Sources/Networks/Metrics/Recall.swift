/// The share of outputs with a positive target that are above the threshold.
struct Recall: DecisionShare {
    static let kerasName = "recall"
    static let help = "share of positives that were predicted"

    let threshold: Float

    init(_ spec: MetricSpec) { threshold = Float(spec["thresholds"]) }

    static func counts(isPredicted: Bool, isTrue: Bool) -> Bool { isTrue }
}
