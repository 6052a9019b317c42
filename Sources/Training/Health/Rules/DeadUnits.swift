/// More than half the units of the layer that is watched give 0 for every example.
struct DeadUnits: HealthRule {
    let name = "dead_units"

    func finding(_ evidence: HealthEvidence) -> HealthFinding? {
        guard let probe = evidence.probe, probe.units > 4, probe.deadUnits * 2 > probe.units else { return nil }
        return HealthFinding(
            level: .attention, sentence: "\(probe.deadUnits) of \(probe.units) units of layer \(probe.layer + 1) never fire.",
            remedies: [.edit(.learningRate(evidence.learningRate / 10))])
    }
}
