/// One way in which a training can go: its evidence, its sentence and its remedies.
protocol HealthRule: Sendable {
    /// `over_fitting`
    var name: String { get }
    /// Whether what was found before says as much already.
    func isSilent(after earlier: [HealthNote]) -> Bool
    /// What the rule finds, `nil` where the evidence does not show it.
    func finding(_ evidence: HealthEvidence) -> HealthFinding?
}

extension HealthRule {
    func isSilent(after earlier: [HealthNote]) -> Bool { false }
}

extension [HealthNote] {
    /// Whether one of these rules found something.
    func have(_ rules: any HealthRule...) -> Bool { contains { note in rules.contains { $0.name == note.rule } } }
}

/// What a rule found.
struct HealthFinding: Hashable {
    let level: HealthNote.Level
    /// The evidence in figures and the repair, one sentence.
    let sentence: String
    var remedies: [HealthRemedy] = []
}
