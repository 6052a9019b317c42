/// A rule that recognises one way in which a training can go.
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
    /// The evidence in numbers and the repair, in one sentence.
    let sentence: String
    var remedies: [HealthRemedy] = []
}
