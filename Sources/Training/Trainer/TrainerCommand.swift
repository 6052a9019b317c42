/// A command to a run, obeyed between two batches.
public enum TrainerCommand: Hashable, Sendable {
    /// Pauses after the current batch.
    case pause
    /// Continues after a pause.
    case goOn
    /// Trains one batch, then pauses.
    case stepBatch
    /// Trains to the end of the epoch, then pauses.
    case stepEpoch
    /// Trains at most so many batches a second, so that they can be watched one by one; `nil` for as many as can be.
    case setPace(Double?)
    /// Sets the rate of the next steps.
    case setLearningRate(Double)
    /// Finishes the batch, saves, ends; the run can be resumed.
    case stop
    /// Finishes the epoch, saves, ends.
    case stopAfterEpoch
    /// Sets the lenses whose views are computed for the snapshots.
    case watch(Watch)
    /// Ends the trainer's thread; a run that is not finished is stopped and saved first.
    case close
}
