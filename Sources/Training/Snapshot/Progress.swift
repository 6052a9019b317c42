/// The progress of a run and its speed.
public struct Progress: Hashable, Sendable {
    /// What the run is doing.
    public var phase: Phase
    /// The current epoch, from 1; 0 before the first.
    public var epoch: Int = 0
    /// The epochs of the recipe.
    public var epochs: Int
    /// The epochs that were finished when the run was opened: more than 0 for a resumed run.
    public var epochsBefore: Int = 0
    /// The finished batches of this epoch.
    public var batch: Int = 0
    /// The batches of an epoch.
    public var batches: Int = 0
    /// The mean loss over the epoch's batches so far, as Keras reports it.
    public var loss: Double?
    /// The accuracy over the epoch's batches so far.
    public var accuracy: Double?
    /// The other metrics over the epoch's batches so far.
    public var metrics: [MetricValue] = []
    /// The rate of the next step.
    public var learningRate: Double
    /// The training samples per second in this epoch.
    public var samplesPerSecond: Double = 0
    /// The most batches a second that the training is held to, so that it can be watched; `nil` where it is not.
    public var pace: Double?
    /// The training time since the run was opened, without pauses.
    public var secondsElapsed: Double = 0
    /// The estimated seconds to the end of this epoch; `nil` where the speed is unknown.
    public var secondsToEpochEnd: Double?
    /// The estimated seconds to the end of the run; `nil` where the speed is unknown.
    public var secondsToEnd: Double?
    /// The number of parameters.
    public var parameters: Int = 0
    /// The predicted memory of the program in bytes.
    public var memory: Int = 0
    /// The number of threads.
    public var threads: Int = 1
    /// The recipe's seed.
    public var seed: Int = 1

    /// What a run is doing, or how it ended.
    public enum Phase: Hashable, Sendable {
        /// Reads the data and allocates memory.
        case preparing
        /// Trains.
        case running
        /// Waits for a command.
        case paused
        /// All epochs are done.
        case finished
        /// Stopped by a person; it can be resumed.
        case stopped
        /// Ended by an error: one sentence with where, why and what to do.
        case failed(String)
    }

    /// The progress of a run before its first batch.
    public init(phase: Phase, epochs: Int, learningRate: Double) {
        self.phase = phase
        self.epochs = epochs
        self.learningRate = learningRate
    }
}
