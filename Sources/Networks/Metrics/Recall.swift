/// Of the outputs whose target is positive, the share above the threshold.
struct Recall: DecisionShare {
    static let kerasName = "recall"
    static let help = "of what is positive, how much was found"

    let threshold: Float

    init(_ spec: MetricSpec) { threshold = Float(spec["thresholds"]) }

    static func counts(isPredicted: Bool, isTrue: Bool) -> Bool { isTrue }
}
