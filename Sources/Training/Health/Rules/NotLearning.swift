/// Its answers are no better than always the most frequent class, and the loss has not fallen.
struct NotLearning: HealthRule {
    let name = "not_learning"

    func isSilent(after earlier: [HealthNote]) -> Bool { earlier.have(SplitCutsClasses(), BatchOfOne(), NothingMoves(), MajorityAnswer()) }

    func finding(_ evidence: HealthEvidence) -> HealthFinding? {
        let run = evidence.run
        guard evidence.epochs.count >= 2, let first = evidence.epochs.first, let last = evidence.epochs.last, let accuracy = last.accuracy else { return nil }
        guard let chance = Chance(run.trainingCounts, run.classNames), chance.covers(accuracy), last.loss > first.loss - 0.02 * abs(first.loss) else { return nil }
        if let seen = last.validationAccuracy, let held = Chance(run.validationCounts, run.classNames), !held.covers(seen) { return nil }
        let always = "accuracy \(Figures.percent(accuracy)) is no better than that of always “\(chance.className)” (\(chance.text))"
        // Where the loss hardly moves the steps are too short, elsewhere too long.
        let losses = evidence.epochs.map(\.loss), moves = zip(losses, losses.dropFirst()).map { abs($1 - $0) }.max() ?? 0
        let usual = run.usualRate, isSlow = evidence.learningRate < usual && moves < 0.02 * abs(first.loss)
        let rate = isSlow ? max(evidence.rate(over: 0.1), usual) : evidence.rate(over: 30, most: usual)
        return HealthFinding(
            level: .wrong, evidence: "It does not learn: \(always).",
            remedies: [.edits(isSlow ? [.learningRate(rate)] : [.learningRate(rate), .scaling(.standardise), .defaultInitializers]), .edits([.scaling(.standardise)])])
    }
}
