/// A Boltzmann machine reconstructs worse than the mean input would, with weights that have run away.
struct MachineDiverges: HealthRule {
    let name = "machine_diverges"

    /// What a machine's rate is unless something speaks for another (Hinton 2012 begins at about this).
    private static let usualRate = 0.05
    /// With hundreds of units, weights of this root mean square leave no unit undecided.
    private static let largeWeights = 1.0

    func finding(_ evidence: HealthEvidence) -> HealthFinding? {
        guard let variance = evidence.run.inputVariance, let weights = evidence.examination?.weightScale, let last = evidence.epochs.last?.loss else { return nil }
        // Before it has learnt anything it is no better than the mean either, but its weights are small then.
        guard evidence.epochs.count >= 2, weights > Self.largeWeights, last > 1.03 * variance else { return nil }
        return HealthFinding(
            level: .wrong,
            evidence:
                "The machine diverges: its reconstruction error \(Figures.number(last)) is worse than the mean input's \(Figures.number(variance)), with weights of \(Figures.number(weights)).",
            remedies: [.edits([.learningRate(evidence.rate(over: 10, most: Self.usualRate))])])
    }
}
