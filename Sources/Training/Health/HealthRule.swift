/// One way in which a training can go: its evidence and its remedies.
protocol HealthRule: Sendable {
    /// The rule's name: `over_fitting`.
    var name: String { get }
    /// Whether the rule has nothing to add to what was found before.
    func isSilent(after earlier: [HealthNote]) -> Bool
    /// What the rule finds; `nil` where the evidence does not show it.
    func finding(_ evidence: HealthEvidence) -> HealthFinding?
}

extension HealthRule {
    func isSilent(after earlier: [HealthNote]) -> Bool { false }
}

extension [HealthNote] {
    /// Whether one of these rules has found something.
    func have(_ rules: any HealthRule...) -> Bool { contains { note in rules.contains { $0.name == note.rule } } }
}

/// What a rule has found.
struct HealthFinding: Hashable {
    let level: HealthNote.Level
    /// In figures, one sentence; the first remedy that the run takes says what to do.
    let evidence: String
    var remedies: [HealthRemedy] = []
    /// What to do where no remedy is left, one sentence: what no key can mend.
    var otherwise: String?
}
