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
    /// Why no key can repair a fault that a rule found; `nil` where one can and where there is none.
    public let whyNoRemedy: String?

    /// A note from its parts.
    public init(level: Level, sentence: String, rule: String? = nil, remedies: [HealthRemedy] = [], whyNoRemedy: String? = nil) {
        self.level = level
        self.sentence = sentence
        self.rule = rule
        self.remedies = remedies
        self.whyNoRemedy = whyNoRemedy
    }

    /// A finding with those of its remedies that the run takes.
    init(rule: String, _ finding: HealthFinding, _ remedies: [HealthRemedy]) {
        let whyNone = remedies.isEmpty && finding.level != .good ? finding.otherwise : nil
        let advice = remedies.first?.advice ?? whyNone
        self.init(
            level: finding.level, sentence: [finding.evidence, advice].compactMap { $0 }.joined(separator: " "), rule: rule, remedies: remedies, whyNoRemedy: whyNone)
    }
}
