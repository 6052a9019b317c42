/// The training loss rises from epoch to epoch: the steps are too long.
struct RisingLoss: HealthRule {
    let name = "rising_loss"

    func finding(_ evidence: HealthEvidence) -> HealthFinding? {
        guard evidence.epochs.count >= 3 else { return nil }
        let losses = evidence.epochs.suffix(3).map(\.loss)
        guard losses[1] > losses[0] * 1.02, losses[2] > losses[1] * 1.02 else { return nil }
        return HealthFinding(
            level: .attention, sentence: "Training loss rises: \(losses.map { Figures.number($0) }.joined(separator: " → ")). Lower the rate with <.",
            remedies: [.command(.setLearningRate(evidence.learningRate / 2)), .edit(.learningRate(evidence.learningRate / 10))])
    }
}
