/// One line of `metrics.csv`.
public struct EpochRecord: Hashable, Sendable {
    /// From 1.
    public let epoch: Int
    public let loss: Double
    public let accuracy: Double?
    public let validationLoss: Double?
    public let validationAccuracy: Double?
    public let learningRate: Double
    public let seconds: Double
    public let samplesPerSecond: Double
    /// The metrics beside accuracy: of training, and of validation with `val_` before their names.
    public let figures: [Figure]

    public init(
        epoch: Int, loss: Double, accuracy: Double?, validationLoss: Double?, validationAccuracy: Double?, learningRate: Double, seconds: Double,
        samplesPerSecond: Double, figures: [Figure] = []
    ) {
        self.figures = figures
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
    /// A figure by the name that `metrics.csv` gives it: `val_loss`, `accuracy`, `val_f1_score`.
    public func value(_ name: String) -> Double? {
        switch name {
        case "loss": loss
        case "accuracy": accuracy
        case "val_loss": validationLoss
        case "val_accuracy": validationAccuracy
        default: figures.first { $0.name == name }?.value
        }
    }
}
