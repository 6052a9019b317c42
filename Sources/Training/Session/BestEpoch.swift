import Recipes

/// Finds the best epoch so far: by the value that a ModelCheckpoint monitors, otherwise by the validation loss, otherwise by the loss.
struct BestEpoch {
    private let rule: StopRule?
    private(set) var value: Double?

    /// `value`: the best value of the epochs so far.
    init(_ callbacks: [StopRule], value: Double?) {
        rule = callbacks.first { $0.kind == .modelCheckpoint }
        self.value = value
    }

    /// Whether an epoch is better than all before it; a value that is not finite never is.
    mutating func take(_ record: EpochRecord) -> Bool {
        guard let own = rule.flatMap({ record.value($0.monitor) }) ?? record.validationLoss ?? record.loss as Double?, own.isFinite else { return false }
        let sign = rule?.isBetterHigher ?? false ? -1.0 : 1
        guard sign * own < value.map({ sign * $0 }) ?? .infinity else { return false }
        value = own
        return true
    }
}
