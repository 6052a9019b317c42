import Recipes

/// The recipe's callbacks with their states.
struct StopRules {
    private let rules: [StopRule]
    /// The state of each rule, in the recipe's order.
    private(set) var states: [RuleState]

    /// What the rules demand after an epoch.
    struct Decision {
        /// Why the run ends now; `nil` where it continues.
        var ending: String?
        /// Whether this epoch's weights are to be restored at the end.
        var isRestored = false
        /// For each rule that lowers the learning rate: the factor, and the lowest rate.
        var slower: [(factor: Double, least: Double)] = []
    }

    /// `states`: those of a checkpoint; where their number differs, all rules start anew.
    init(_ rules: [StopRule], states: [RuleState]) {
        self.rules = rules
        self.states = states.count == rules.count ? states : rules.map { _ in RuleState() }
    }

    /// Whether the weights of a rule's best epoch are restored at the end, even if the rule does not stop the run.
    var restores: Bool { restoring != nil }

    private var restoring: StopRule? { rules.last { $0.kind == .earlyStopping && $0.flag("restore_best_weights") } }

    mutating func decide(after record: EpochRecord) -> Decision {
        var decision = Decision()
        for (index, rule) in rules.enumerated() {
            switch states[index].verdict(rule, epoch: record.epoch, value: record.value(rule.monitor)) {
            case .goOn: break
            case .better: if rule == restoring { decision.isRestored = true }
            case .stop: decision.ending = "\(rule.name): \(rule.monitor) has not improved for \(states[index].waited) epochs."
            case .slower(let factor, let least): decision.slower.append((factor, least))
            }
        }
        return decision
    }
}
