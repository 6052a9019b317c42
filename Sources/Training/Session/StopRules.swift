import Recipes

/// The recipe's callbacks with what each remembers.
struct StopRules {
    private let rules: [StopRule]
    /// One a rule, in the recipe's order.
    private(set) var states: [RuleState]

    /// What the rules want after an epoch.
    struct Decision {
        /// Why the run ends now; `nil` where it goes on.
        var ending: String?
        /// The epoch's weights are the ones that the end goes back to.
        var isRestored = false
        /// How the learning rate falls, one entry a rule that lowers it: times `factor`, not below `least`.
        var slower: [(factor: Double, least: Double)] = []
    }

    /// `states` of a checkpoint; the rules begin anew where it has another number of them.
    init(_ rules: [StopRule], states: [RuleState]) {
        self.rules = rules
        self.states = states.count == rules.count ? states : rules.map { _ in RuleState() }
    }

    /// Whether the weights of a rule's best epoch are wanted back at the end, whether the rule stops the run or not.
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
