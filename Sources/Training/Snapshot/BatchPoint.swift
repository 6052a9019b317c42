/// The loss and the accuracy of a batch, or their means over several.
public struct BatchPoint: Hashable, Sendable {
    /// The most points of a curve.
    public static let limit = 2_000
    /// The number of the batch since the start of the run, from 1.
    public let step: Int
    /// The position on the axis of epochs: 2.5 is the middle of the third epoch.
    public let epoch: Double
    /// The mean loss of its examples.
    public let loss: Float
    /// The share of right classes; `nil` where the recipe has no such metric.
    public let accuracy: Float?

    /// A point of a curve.
    public init(step: Int, epoch: Double, loss: Float, accuracy: Float?) {
        self.step = step
        self.epoch = epoch
        self.loss = loss
        self.accuracy = accuracy
    }
}
