/// What the rules judge by.
struct HealthEvidence {
    /// Every finished epoch, oldest first.
    let epochs: [EpochRecord]
    /// How many classes the targets have; `nil` where they are numbers.
    let classes: Int?
    /// What was seen inside a layer; `nil` where nobody watches.
    let probe: Probe?
    /// The rate of the next step.
    let learningRate: Double
}
