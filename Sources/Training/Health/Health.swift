/// Applies all rules to the evidence of a training.
enum Health {
    /// All rules, in the order in which their findings are shown. A rule may stay silent because of an earlier finding.
    static let rules: [any HealthRule] = [
        SplitCutsClasses(), BatchOfOne(), NothingMoves(), UnscaledTargets(), MachineDiverges(), MajorityAnswer(), NotLearning(), OverFitting(), ValidationAtChance(),
        RisingLoss(), VanishingGradients(), DeadUnits(), BestYet(),
    ]

    static func notes(_ evidence: HealthEvidence) -> [HealthNote] {
        rules.reduce(into: []) { notes, rule in
            guard !rule.isSilent(after: notes), let finding = rule.finding(evidence) else { return }
            let remedies = finding.remedies.compactMap { evidence.run.remedyCheck.possible($0, isOver: evidence.isOver) }
            notes.append(HealthNote(rule: rule.name, finding, remedies))
        }
    }
}
