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
