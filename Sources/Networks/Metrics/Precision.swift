/// Of the outputs above the threshold, the share whose target is positive.
struct Precision: DecisionShare {
    static let kerasName = "precision"
    static let help = "of what was called positive, how much is"

    let threshold: Float

    init(_ spec: MetricSpec) { threshold = Float(spec["thresholds"]) }

    static func counts(isPredicted: Bool, isTrue: Bool) -> Bool { isPredicted }
}
