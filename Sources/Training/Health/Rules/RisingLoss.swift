/// The training loss rises from epoch to epoch: the steps are too long.
struct RisingLoss: HealthRule {
    let name = "rising_loss"

    func isSilent(after earlier: [HealthNote]) -> Bool { earlier.have(MachineDiverges()) }

    func finding(_ evidence: HealthEvidence) -> HealthFinding? {
        guard evidence.epochs.count >= 3 else { return nil }
        let losses = evidence.epochs.suffix(3).map(\.loss)
        guard zip(losses, losses.dropFirst()).allSatisfy({ $1 - $0 > 0.02 * abs($0) }) else { return nil }
        return HealthFinding(
            level: .attention, evidence: "Training loss rises: \(losses.map { Figures.number($0) }.joined(separator: " → ")).",
            remedies: [.rate(evidence.rate(over: 2)), .edits([.learningRate(evidence.rate(over: 30)), .scaling(.standardise), .defaultInitializers])])
    }
}
