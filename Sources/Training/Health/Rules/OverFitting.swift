/// Training gets better while validation does not: the network learns its examples by heart.
struct OverFitting: HealthRule {
    let name = "over_fitting"

    /// The gap of accuracy between training and validation that is called over-fitting, and of loss where there is no accuracy.
    private static let gap = 0.1

    func finding(_ evidence: HealthEvidence) -> HealthFinding? {
        let epochs = evidence.epochs
        guard let last = epochs.last, let validation = last.validationLoss, epochs.count > 1 else { return nil }
        let best = epochs.min { ($0.validationLoss ?? .infinity) < ($1.validationLoss ?? .infinity) } ?? last
        let hasRisen = (best.validationLoss ?? validation) < validation * 0.98 && last.epoch - best.epoch >= 2
        // Where validation loss is still at its best and not far from training's, it has only not learnt enough yet.
        let isPastBest = best.epoch < last.epoch || last.loss < validation / 2
        if isPastBest, let accuracy = last.accuracy, let seen = last.validationAccuracy, accuracy - seen > Self.gap {
            let risen = hasRisen ? "; its loss was best at epoch \(best.epoch)" : ""
            return HealthFinding(
                level: .attention, sentence: "It over-fits: accuracy \(Figures.percent(accuracy)) on training, \(Figures.percent(seen)) on validation\(risen).",
                remedies: Self.remedies)
        }
        guard hasRisen, last.loss < best.loss else { return nil }
        return HealthFinding(
            level: .attention,
            sentence: "It over-fits: validation loss was best at epoch \(best.epoch) (\(Figures.number(best.validationLoss ?? 0))) and is \(Figures.number(validation)) now.",
            remedies: Self.remedies)
    }

    private static let remedies: [HealthRemedy] = [.edit(.stopEarly(patience: 3)), .command(.stop)]
}
