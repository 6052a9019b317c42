/// The results of an epoch: one line of `metrics.csv`.
public struct EpochRecord: Hashable, Sendable {
    /// The epoch's number, from 1.
    public let epoch: Int
    /// The mean training loss.
    public let loss: Double
    /// The training accuracy; `nil` where the recipe has no such metric.
    public let accuracy: Double?
    /// The validation loss; `nil` where nothing validates.
    public let validationLoss: Double?
    /// The validation accuracy; `nil` where nothing validates or the recipe has no such metric.
    public let validationAccuracy: Double?
    /// The learning rate at the end of the epoch.
    public let learningRate: Double
    /// The seconds of its training, without validation and pauses.
    public let seconds: Double
    /// The training samples per second.
    public let samplesPerSecond: Double
    /// The metrics other than accuracy, of training, and of validation with `val_` before their names.
    public let metrics: [MetricValue]

    /// A record of an epoch.
    public init(
        epoch: Int, loss: Double, accuracy: Double?, validationLoss: Double?, validationAccuracy: Double?, learningRate: Double, seconds: Double,
        samplesPerSecond: Double, metrics: [MetricValue] = []
    ) {
        self.metrics = metrics
        self.epoch = epoch
        self.loss = loss
        self.accuracy = accuracy
        self.validationLoss = validationLoss
        self.validationAccuracy = validationAccuracy
        self.learningRate = learningRate
        self.seconds = seconds
        self.samplesPerSecond = samplesPerSecond
    }
}

extension EpochRecord {
    /// A loss or metric by its column in `metrics.csv`: `val_loss`, `accuracy`, `val_f1_score`.
    public func value(_ name: String) -> Double? {
        switch name {
        case "loss": loss
        case "accuracy": accuracy
        case "val_loss": validationLoss
        case "val_accuracy": validationAccuracy
        default: metrics.first { $0.name == name }?.value
        }
    }
}
