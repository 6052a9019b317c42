/// Sentences on how a training goes, each with its evidence, from the figures of its epochs and what a probe saw.
enum Health {
    /// What is said, most telling first.
    static func notes(epochs: [EpochRecord], classes: Int?, probe: Probe?) -> [HealthNote] {
        var notes: [HealthNote] = []
        if let note = overFitting(epochs) ?? notLearning(epochs, classes: classes) { notes.append(note) }
        if let note = rising(epochs) { notes.append(note) }
        if let probe { notes += seen(in: probe) }
        if notes.isEmpty, let note = learning(epochs) { notes.append(note) }
        return notes
    }

    /// The gap of accuracy between training and validation that is called over-fitting, and of loss where there is no accuracy.
    private static let gap = 0.1

    private static func overFitting(_ epochs: [EpochRecord]) -> HealthNote? {
        guard let last = epochs.last, let validation = last.validationLoss, epochs.count > 1 else { return nil }
        let best = epochs.min { ($0.validationLoss ?? .infinity) < ($1.validationLoss ?? .infinity) } ?? last
        let hasRisen = (best.validationLoss ?? validation) < validation * 0.98 && last.epoch - best.epoch >= 2
        // Where validation loss is still at its best and not far from training's, it has only not learnt enough yet.
        let isBehind = best.epoch < last.epoch || last.loss < validation / 2
        if isBehind, let accuracy = last.accuracy, let seen = last.validationAccuracy, accuracy - seen > gap {
            let risen = hasRisen ? "; its loss was best at epoch \(best.epoch)" : ""
            return HealthNote(
                level: .attention, sentence: "It over-fits: accuracy \(percent(accuracy)) on training, \(percent(seen)) on validation\(risen).")
        }
        guard hasRisen, last.loss < best.loss else { return nil }
        return HealthNote(
            level: .attention,
            sentence: "It over-fits: validation loss was best at epoch \(best.epoch) (\(figure(best.validationLoss ?? 0))) and is \(figure(validation)) now.")
    }

    private static func notLearning(_ epochs: [EpochRecord], classes: Int?) -> HealthNote? {
        guard let last = epochs.last, epochs.count >= 2, let accuracy = last.accuracy, let classes, classes > 1 else { return nil }
        guard accuracy < 1.3 / Double(classes), let first = epochs.first, last.loss > first.loss * 0.98 else { return nil }
        return HealthNote(
            level: .wrong, sentence: "It does not learn: accuracy \(percent(accuracy)) is chance for \(classes) classes. Try another rate or activation, or scaling: standardise.")
    }

    private static func rising(_ epochs: [EpochRecord]) -> HealthNote? {
        guard epochs.count >= 3 else { return nil }
        let losses = epochs.suffix(3).map(\.loss)
        guard losses[1] > losses[0] * 1.02, losses[2] > losses[1] * 1.02 else { return nil }
        return HealthNote(level: .attention, sentence: "Training loss rises: \(losses.map(figure).joined(separator: " → ")). Lower the rate with <.")
    }

    private static func learning(_ epochs: [EpochRecord]) -> HealthNote? {
        guard let last = epochs.last else { return nil }
        guard let validation = last.validationLoss else { return HealthNote(level: .good, sentence: "Training loss is \(figure(last.loss)).") }
        let best = epochs.compactMap(\.validationLoss).min() ?? validation
        return validation <= best || figure(validation) == figure(best)
            ? HealthNote(level: .good, sentence: "Validation loss is \(figure(validation)), its best yet.")
            : HealthNote(level: .good, sentence: "Validation loss is \(figure(validation)); the best was \(figure(best)).")
    }

    private static func seen(in probe: Probe) -> [HealthNote] {
        var notes: [HealthNote] = []
        let norms = probe.gradientNorms.compactMap { $0 }
        if let first = norms.first, let last = norms.last, norms.count > 2, last > 0, first < last / 100 {
            notes.append(HealthNote(level: .attention, sentence: "Gradients vanish: \(norms.map { figure(Double($0)) }.joined(separator: " → ")) from first to last layer."))
        }
        if probe.units > 4, probe.deadUnits * 2 > probe.units {
            notes.append(HealthNote(level: .attention, sentence: "\(probe.deadUnits) of \(probe.units) units of layer \(probe.layer + 1) never fire."))
        }
        return notes
    }

    private static func percent(_ share: Double) -> String { Figures.percent(share) }
    private static func figure(_ number: Double) -> String { Figures.number(number) }
}
