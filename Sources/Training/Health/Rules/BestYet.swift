/// Where no rule found a fault: how far it has come.
struct BestYet: HealthRule {
    let name = "best_yet"

    func isSilent(after earlier: [HealthNote]) -> Bool { !earlier.isEmpty }

    func finding(_ evidence: HealthEvidence) -> HealthFinding? {
        guard let last = evidence.epochs.last else { return nil }
        guard let validation = last.validationLoss else { return HealthFinding(level: .good, evidence: "Training loss is \(Figures.number(last.loss)).") }
        let best = evidence.epochs.compactMap(\.validationLoss).min() ?? validation
        let now = Figures.number(validation), then = Figures.number(best)
        let sentence =
            evidence.hasRestored
            ? "The weights of its best epoch came back: validation loss \(then)"
            : validation <= best || now == then ? "Validation loss is \(now), its best yet" : "Validation loss is \(now); the best was \(then)"
        if let explained = last.value("val_r2_score"), explained < 0 {
            return HealthFinding(level: .attention, evidence: "\(sentence), but r2_score is \(Figures.number(explained)): the mean of the targets would be nearer.")
        }
        return HealthFinding(level: .good, evidence: sentence + ".")
    }
}
