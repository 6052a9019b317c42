import Recipes

/// Which epoch is the best so far, by what a ModelCheckpoint monitors, else by the validation loss, else by the loss.
struct BestEpoch {
    private let rule: StopRule?
    private(set) var value: Double?

    /// `value`: the best figure of the epochs before.
    init(_ callbacks: [StopRule], value: Double?) {
        rule = callbacks.first { $0.kind == .modelCheckpoint }
        self.value = value
    }

    /// Whether an epoch is better than all before it; a figure that is not finite is not.
    mutating func take(_ record: EpochRecord) -> Bool {
        guard let figure = rule.flatMap({ record.value($0.monitor) }) ?? record.validationLoss ?? record.loss as Double?, figure.isFinite else { return false }
        let sign = rule?.isBetterHigher ?? false ? -1.0 : 1
        guard sign * figure < value.map({ sign * $0 }) ?? .infinity else { return false }
        value = figure
        return true
    }
}
