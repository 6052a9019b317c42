/// Every answer is the most frequent class: an accuracy that looks good is that class's share.
struct MajorityAnswer: HealthRule {
    let name = "majority_answer"

    func finding(_ evidence: HealthEvidence) -> HealthFinding? {
        let run = evidence.run
        guard evidence.epochs.count >= 3, let confusion = evidence.confusion, let chance = Chance(run.trainingCounts, run.classNames) else { return nil }
        let classes = confusion.classNames.count, all = confusion.counts.reduce(0, +)
        // Of classes that are equally frequent one answer is no habit of the data: NotLearning has that.
        guard all > 0, classes > 1, chance.share - 2 * chance.error > 1.2 / Double(classes) else { return nil }
        let answers = (0..<classes).map { answer in stride(from: answer, to: confusion.counts.count, by: classes).reduce(0) { $0 + confusion.counts[$1] } }
        guard let most = answers.indices.max(by: { answers[$0] < answers[$1] }), Double(answers[most]) >= 0.98 * Double(all), confusion.classNames[most] == chance.className
        else { return nil }
        let truth = confusion.counts[most * classes..<(most + 1) * classes].reduce(0, +), share = Double(truth) / Double(all)
        let right = (0..<classes).reduce(0) { $0 + confusion.counts[$1 * classes + $1] }, error = (share * (1 - share) / Double(all)).squareRoot()
        guard truth < all, Double(right) / Double(all) <= share + 2 * error else { return nil }
        let always = answers[most] == all ? "always" : "nearly always"
        return HealthFinding(
            level: .wrong,
            evidence:
                "It answers “\(chance.className)” \(always): an accuracy of \(Figures.percent(Double(right) / Double(all))) is that class's share (\(Figures.percent(share))).",
            remedies: [.edits([.balanceClasses])], otherwise: "Give it more of the rarer classes.")
    }
}
