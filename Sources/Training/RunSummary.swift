import Foundation

/// One run in the history of runs.
public struct RunSummary: Hashable, Sendable, Identifiable {
    /// Whether the run goes on, and if not, how it ended.
    public enum Status: String, Hashable, Sendable { case running, paused, finished, stopped, failed }

    /// The number of the run's row in the database.
    public let id: Int64
    /// The name of its recipe.
    public let recipeName: String
    /// The run's folder.
    public let folder: String
    /// When it first started.
    public let started: Date
    /// Whether it goes on, and if not, how it ended.
    public let status: Status
    /// The number of finished epochs.
    public let epochsDone: Int
    /// The epochs of its recipe.
    public let epochsPlanned: Int
    /// The batches of an epoch; `nil` for a run of an older program.
    public let batchesPerEpoch: Int?
    /// The seed of its recipe.
    public let seed: Int
    /// The number of its parameters.
    public let parameters: Int
    /// The name of its data set.
    public let dataset: String
    /// The lowest training loss of its epochs; `nil` before the first.
    public let bestLoss: Double?
    /// The lowest validation loss of its epochs; `nil` where there is none.
    public let bestValidationLoss: Double?
    /// The highest validation accuracy of its epochs; `nil` where there is none.
    public let bestValidationAccuracy: Double?
    /// The training time of its epochs, without validation.
    public let seconds: Double

    /// A summary from its parts.
    public init(
        id: Int64, recipeName: String, folder: String, started: Date, status: Status, epochsDone: Int, epochsPlanned: Int, batchesPerEpoch: Int? = nil, seed: Int, parameters: Int,
        dataset: String, bestLoss: Double?, bestValidationLoss: Double?, bestValidationAccuracy: Double?, seconds: Double
    ) {
        self.id = id
        self.recipeName = recipeName
        self.folder = folder
        self.started = started
        self.status = status
        self.epochsDone = epochsDone
        self.epochsPlanned = epochsPlanned
        self.batchesPerEpoch = batchesPerEpoch
        self.seed = seed
        self.parameters = parameters
        self.dataset = dataset
        self.bestLoss = bestLoss
        self.bestValidationLoss = bestValidationLoss
        self.bestValidationAccuracy = bestValidationAccuracy
        self.seconds = seconds
    }
}
