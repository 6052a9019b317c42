import Recipes

/// What a stop rule remembers from epoch to epoch.
struct RuleState: Hashable, Codable {
    var best: Double?
    /// Epochs since the figure was best.
    var waited = 0
    /// Epochs that a plateau is not looked for yet.
    var cooldown = 0

    enum Verdict: Hashable { case goOn, better, stop, slower(factor: Double, least: Double) }

    /// What no run leaves.
    var isDamaged: Bool { waited < 0 || cooldown < 0 || !(best?.isFinite ?? true) }

    /// What the rule says after an epoch, as Keras' callbacks do; `value` is what it monitors. A value that is not finite is not better than any.
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

    /// Epochs beyond these need no count, whatever a checkpoint says.
    private static let longestWait = 1 << 40
}
