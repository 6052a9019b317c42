/// What a person asks of a run while it goes; read at batch boundaries.
public enum TrainerCommand: Hashable, Sendable {
    case pause
    case goOn
    /// Trains one batch, then pauses.
    case stepBatch
    /// Trains to the end of the epoch, then pauses.
    case stepEpoch
    case setLearningRate(Double)
    /// Finishes the batch, saves, ends; the run can be resumed.
    case stop
    /// Finishes the epoch, saves, ends.
    case stopAfterEpoch
    /// What is on the screen: only that is computed for the snapshots.
    case watch(Watch)
    /// Ends the trainer's thread; a run that still goes is stopped and saved first.
    case close
}

/// What the screen shows of a run beyond its curves.
public struct Watch: Hashable, Sendable {
    /// Validation examples with their predictions: the first sample's number and how many.
    public var predictions: Range<Int>
    /// The layer (index in the model) and validation sample that a probe is wanted of.
    public var probe: ProbeRequest?

    public struct ProbeRequest: Hashable, Sendable {
        public var layer: Int
        public var sample: Int

        public init(layer: Int, sample: Int) {
            self.layer = layer
            self.sample = sample
        }
    }

    public init(predictions: Range<Int> = 0..<0, probe: ProbeRequest? = nil) {
        self.predictions = predictions
        self.probe = probe
    }
}
