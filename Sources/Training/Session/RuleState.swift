import Recipes

/// The state of a stop rule from epoch to epoch.
struct RuleState: Hashable, Codable {
    var best: Double?
    /// The epochs since the monitored value was best.
    var waited = 0
    /// The epochs for which the rule still rests after a change.
    var cooldown = 0

    enum Verdict: Hashable { case goOn, better, stop, slower(factor: Double, least: Double) }

    /// Whether it has values that no run writes.
    var isDamaged: Bool { waited < 0 || cooldown < 0 || !(best?.isFinite ?? true) }

    /// What the rule demands after an epoch, as in Keras' callbacks; `value` is what it monitors. A value that is not finite is never better.
    mutating func verdict(_ rule: StopRule, epoch: Int, value: Double?) -> Verdict {
        guard let value, rule.kind != .modelCheckpoint, epoch > Int(rule["start_from_epoch"]) else { return .goOn }
        if cooldown > 0 {
            cooldown -= 1
            waited = 0
        }
        let gain = best.map { rule.isBetterHigher ? value - $0 : $0 - value } ?? .infinity
        if value.isFinite, gain > rule["min_delta"] {
            best = value
            waited = 0
            return .better
        }
        guard cooldown == 0 || rule.kind == .earlyStopping else { return .goOn }
        waited = min(waited, Self.longestWait) + 1
        guard waited >= max(1, Int(rule["patience"])) else { return .goOn }
        if rule.kind == .earlyStopping { return .stop }
        waited = 0
        cooldown = Int(rule["cooldown"])
        return .slower(factor: rule["factor"], least: rule["min_lr"])
    }

    /// The largest number of epochs that is counted, so that no value of a checkpoint can overflow.
    private static let longestWait = 1 << 40
}
