/// After two epochs and more the answers are as good as guesses, and the loss has not fallen.
struct NotLearning: HealthRule {
    let name = "not_learning"

    func isSilent(after earlier: [HealthNote]) -> Bool { earlier.contains { $0.rule == OverFitting().name } }

    func finding(_ evidence: HealthEvidence) -> HealthFinding? {
        let epochs = evidence.epochs
        guard let last = epochs.last, epochs.count >= 2, let accuracy = last.accuracy, let classes = evidence.classes, classes > 1 else { return nil }
        guard accuracy < 1.3 / Double(classes), let first = epochs.first, last.loss > first.loss * 0.98 else { return nil }
        return HealthFinding(
            level: .wrong,
            sentence: "It does not learn: accuracy \(Figures.percent(accuracy)) is chance for \(classes) classes. Try another rate or activation, or scaling: standardise.",
            remedies: [.edit(.scaling(.standardise)), .edit(.learningRate(evidence.learningRate / 10))])
    }
}
