/// A batch's loss and accuracy.
public struct BatchPoint: Hashable, Sendable {
    public static let limit = 2_000
    /// Batches since the start of the run, from 1.
    public let step: Int
    /// The place on the epochs' axis: 2.5 is the middle of the third epoch.
    public let epoch: Double
    public let loss: Float
    public let accuracy: Float?

    public init(step: Int, epoch: Double, loss: Float, accuracy: Float?) {
        self.step = step
        self.epoch = epoch
        self.loss = loss
        self.accuracy = accuracy
    }
}
