/// Training still gets better while validation does not: the network learns its examples by heart.
struct OverFitting: HealthRule {
    let name = "over_fitting"

    /// The gap of accuracy between training and validation that is called over-fitting.
    private static let gap = 0.1

    /// Whether validation loss has risen since its best epoch by more than it moves from epoch to epoch: by a tenth, or by 2 % for five epochs.
    private static func hasRisen(_ validation: Double, from best: Double, since epochs: Int) -> Bool {
        let rise = (validation - best) / max(abs(validation), abs(best), .leastNormalMagnitude)
        return rise > 0.1 && epochs >= 2 || rise > 0.02 && epochs >= 5
    }

    func isSilent(after earlier: [HealthNote]) -> Bool { earlier.have(SplitCutsClasses(), BatchOfOne(), UnscaledTargets(), MachineDiverges(), MajorityAnswer(), NotLearning()) }

    func finding(_ evidence: HealthEvidence) -> HealthFinding? {
        let epochs = evidence.epochs
        guard !evidence.hasRestored, let first = epochs.first, let last = epochs.last, let validation = last.validationLoss, epochs.count > 1 else { return nil }
        let best = epochs.min { ($0.validationLoss ?? .infinity) < ($1.validationLoss ?? .infinity) } ?? last, lowest = best.validationLoss ?? validation
        let hasRisen = Self.hasRisen(validation, from: lowest, since: last.epoch - best.epoch)
        // What it learns by heart makes training better still: where that has got worse too, something else is wrong.
        guard last.loss < (best.epoch < last.epoch ? best : first).loss else { return nil }
        // Where validation loss is still at its best and not far from training's, it has only not learnt enough yet.
        let isPastBest = best.epoch < last.epoch || validation - last.loss > abs(validation) / 2
        if isPastBest, let accuracy = last.accuracy, let seen = last.validationAccuracy, accuracy - seen > Self.gap {
            if let chance = Chance(evidence.run.validationCounts, evidence.run.classNames), chance.covers(seen) { return nil }
            let risen = hasRisen ? "; its loss was best at epoch \(best.epoch)" : ""
            return HealthFinding(
                level: .attention, evidence: "It over-fits: accuracy \(Figures.percent(accuracy)) on training, \(Figures.percent(seen)) on validation\(risen).",
                remedies: Self.remedies, otherwise: Self.otherwise)
        }
        guard hasRisen else { return nil }
        if let accuracy = last.validationAccuracy, let chance = Chance(evidence.run.validationCounts, evidence.run.classNames), chance.covers(accuracy) { return nil }
        return HealthFinding(
            level: .attention, evidence: "It over-fits: validation loss was best at epoch \(best.epoch) (\(Figures.number(lowest))) and is \(Figures.number(validation)) now.",
            remedies: Self.remedies, otherwise: Self.otherwise)
    }

    private static let remedies: [HealthRemedy] = [.edits([.stopEarly(patience: 2)]), .stop]
    private static let otherwise = "It stops by itself already: more examples, or a Dropout, would take it further."
}
