/// How a training goes: what every rule finds in the evidence, in the rules' order.
enum Health {
    /// All rules. What is found first is read first; a rule may stay silent because of what was found before it.
    static let rules: [any HealthRule] = [
        SplitCutsClasses(), BatchOfOne(), NothingMoves(), UnscaledTargets(), MachineDiverges(), MajorityAnswer(), NotLearning(), OverFitting(), ValidationAtChance(),
        RisingLoss(), VanishingGradients(), DeadUnits(), BestYet(),
    ]

    static func notes(_ evidence: HealthEvidence) -> [HealthNote] {
        rules.reduce(into: []) { notes, rule in
            guard !rule.isSilent(after: notes), let finding = rule.finding(evidence) else { return }
            notes.append(HealthNote(rule: rule.name, finding))
        }
    }
}
