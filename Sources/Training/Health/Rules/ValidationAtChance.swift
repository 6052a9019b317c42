/// It learns its examples, but answers those of validation no better than always the most frequent class: what it learns holds for none but its own.
struct ValidationAtChance: HealthRule {
    let name = "validation_at_chance"

    /// How far above validation's accuracy training's is.
    private static let gap = 0.1
    /// Fewer examples can't tell a little knowledge from chance.
    private static let leastExamples = 50

    func isSilent(after earlier: [HealthNote]) -> Bool { earlier.have(SplitCutsClasses(), BatchOfOne(), MajorityAnswer(), NotLearning()) }

    func finding(_ evidence: HealthEvidence) -> HealthFinding? {
        let run = evidence.run
        guard evidence.epochs.count >= 3, let first = evidence.epochs.first, let last = evidence.epochs.last, let accuracy = last.accuracy, let seen = last.validationAccuracy,
            let chance = Chance(run.validationCounts, run.classNames), chance.count >= Self.leastExamples, chance.covers(seen), accuracy - seen > Self.gap, last.loss < first.loss
        else { return nil }
        return HealthFinding(
            level: .wrong,
            evidence:
                "What it learns holds for its own examples only: accuracy \(Figures.percent(accuracy)) on training, and \(Figures.percent(seen)) on validation is chance (\(chance.text)).",
            otherwise: "No change of the recipe mends that: see whether targets belong to their inputs and both parts are alike."
        )
    }
}
