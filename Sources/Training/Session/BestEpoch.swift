import Recipes

/// Finds the best epoch so far: by the value that a ModelCheckpoint monitors, otherwise by the validation loss, otherwise by the loss.
struct BestEpoch {
    /// The rule whose value decides; `nil` where the run has no such value.
    private let rule: StopRule?
    private(set) var value: Double?

    /// `value`: the best value of the epochs so far. `names`: the names of the values that an epoch of the run has.
    init(_ callbacks: [StopRule], value: Double?, names: Set<String>) {
        rule = callbacks.first { $0.kind == .modelCheckpoint && names.contains($0.monitor) }
        self.value = value
    }

    /// Whether an epoch is better than all before it; a value that is missing or not finite never is.
    mutating func take(_ record: EpochRecord) -> Bool {
        guard let own = rule.map({ record.value($0.monitor) }) ?? record.validationLoss ?? record.loss, own.isFinite else { return false }
        let sign = rule?.isBetterHigher ?? false ? -1.0 : 1
        guard sign * own < value.map({ sign * $0 }) ?? .infinity else { return false }
        value = own
        return true
    }
}
