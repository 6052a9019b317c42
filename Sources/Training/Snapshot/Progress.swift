/// Where a run is and how fast it goes.
public struct Progress: Hashable, Sendable {
    public var phase: Phase
    /// From 1; 0 before the first.
    public var epoch: Int = 0
    public var epochs: Int
    /// Epochs that were done when this run began: more than 0 where it goes on.
    public var epochsBefore: Int = 0
    /// Batches done in this epoch.
    public var batch: Int = 0
    public var batches: Int = 0
    /// Mean over the epoch's batches so far, as Keras reports it.
    public var loss: Double?
    public var accuracy: Double?
    /// The other metrics, likewise.
    public var figures: [Figure] = []
    public var learningRate: Double
    public var samplesPerSecond: Double = 0
    public var secondsElapsed: Double = 0
    /// Seconds to the end of this epoch, and of the run.
    public var secondsToEpochEnd: Double?
    public var secondsToEnd: Double?
    public var parameters: Int = 0
    /// Bytes that the run was planned to take.
    public var memory: Int = 0
    public var threads: Int = 1
    public var seed: Int = 1

    public enum Phase: Hashable, Sendable {
        case preparing
        case running
        case paused
        /// All epochs are done.
        case finished
        /// Stopped by a person; it can be resumed.
        case stopped
        /// One sentence: where, why, what to do.
        case failed(String)
    }

    public init(phase: Phase, epochs: Int, learningRate: Double) {
        self.phase = phase
        self.epochs = epochs
        self.learningRate = learningRate
    }
}
