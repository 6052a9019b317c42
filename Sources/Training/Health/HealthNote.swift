/// One sentence about how the training goes.
public struct HealthNote: Hashable, Sendable {
    /// Whether it is good news, a warning, or a fault.
    public enum Level: Hashable, Sendable { case good, attention, wrong }
    /// How serious it is.
    public let level: Level
    /// The evidence and the repair.
    public let sentence: String
    /// The rule that found it; `nil` for other messages: that a rule ended the run, that the history can't be written.
    public let rule: String?
    /// What could repair it, the most promising first.
    public let remedies: [HealthRemedy]

    /// A note from its parts.
    public init(level: Level, sentence: String, rule: String? = nil, remedies: [HealthRemedy] = []) {
        self.level = level
        self.sentence = sentence
        self.rule = rule
        self.remedies = remedies
    }

    init(rule: String, _ finding: HealthFinding) {
        self.init(level: finding.level, sentence: finding.sentence, rule: rule, remedies: finding.remedies)
    }
}
