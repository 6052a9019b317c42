/// Training lacks a class that validation has, or validation has a single one: the examples are sorted, and the split cut their classes apart.
struct SplitCutsClasses: HealthRule {
    let name = "split_cuts_classes"

    func finding(_ evidence: HealthEvidence) -> HealthFinding? {
        let run = evidence.run, held = run.validationCounts, trained = run.trainingCounts
        guard trained.contains(where: { $0 > 0 }), held.contains(where: { $0 > 0 }) else { return nil }
        let unseen = held.indices.filter { held[$0] > 0 && trained[$0] == 0 }, classes = trained.filter { $0 > 0 }.count
        let what: String
        if let first = unseen.first {
            let others = unseen.count > 1 ? " and \(unseen.count - 1) more" : ""
            what = "Validation has \(Figures.count(held[first])) of “\(run.classNames[first])”\(others), training none: they can't be learnt"
        } else if classes > 1, let only = held.firstIndex(where: { $0 > 0 }), held.filter({ $0 > 0 }).count == 1, held[only] > 1 {
            what = "Validation has nothing but “\(run.classNames[only])”, training \(classes) classes: its figures tell of one"
        } else {
            return nil
        }
        let all = held.reduce(0, +) + trained.reduce(0, +), share = max(0.01, (Double(held.reduce(0, +)) / Double(all) * 100).rounded() / 100)
        return HealthFinding(
            level: .wrong, evidence: "\(what).", remedies: [.edits([.split(validation: share)])],
            otherwise: run.isLimited
                ? "The run trains on the first examples only: give a larger --limit, or training_samples in the recipe."
                : "Running text and series are cut where they stand: give more of them.")
    }
}
