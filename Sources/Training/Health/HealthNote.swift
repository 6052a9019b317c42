/// One sentence on how the training goes.
public struct HealthNote: Hashable, Sendable {
    public enum Level: Hashable, Sendable { case good, attention, wrong }
    public let level: Level
    public let sentence: String
    /// The rule that found it; `nil` for what is no rule's: that a run was ended, that the history can't be written.
    public let rule: String?
    /// What would mend it, most promising first.
    public let remedies: [HealthRemedy]

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
