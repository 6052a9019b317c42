/// More than half the units of a layer gave 0 for every example of the validation part: no gradient reaches them any more.
struct DeadUnits: HealthRule {
    let name = "dead_units"

    /// Fewer examples can't tell a unit that seldom fires from one that never does.
    private static let leastExamples = 50

    func isSilent(after earlier: [HealthNote]) -> Bool { earlier.have(NothingMoves()) }

    func finding(_ evidence: HealthEvidence) -> HealthFinding? {
        guard let seen = evidence.examination, let worst = seen.activities.max(by: { $0.dead * max(1, $1.units) < $1.dead * max(1, $0.units) }) else { return nil }
        guard seen.examples >= Self.leastExamples, worst.units > 4, worst.dead * 2 > worst.units else { return nil }
        return HealthFinding(
            level: .attention,
            evidence: "\(worst.dead) of \(worst.units) units of layer \(worst.layer + 1) gave 0 for all \(Figures.count(seen.examples)) validation examples.",
            remedies: [.edits([.hiddenActivation(.leakyRelu)]), .edits([.learningRate(evidence.rate(over: 10))])])
    }
}
