import Foundation

/// A line of the history of runs.
public struct RunSummary: Hashable, Sendable, Identifiable {
    public enum Status: String, Hashable, Sendable { case running, paused, finished, stopped, failed }

    /// The database's row.
    public let id: Int64
    public let recipeName: String
    /// The run's folder.
    public let folder: String
    public let started: Date
    public let status: Status
    public let epochsDone: Int
    public let epochsPlanned: Int
    public let seed: Int
    public let parameters: Int
    public let dataset: String
    public let bestLoss: Double?
    public let bestValidationLoss: Double?
    public let bestValidationAccuracy: Double?
    public let seconds: Double

    public init(
        id: Int64, recipeName: String, folder: String, started: Date, status: Status, epochsDone: Int, epochsPlanned: Int, seed: Int, parameters: Int,
        dataset: String, bestLoss: Double?, bestValidationLoss: Double?, bestValidationAccuracy: Double?, seconds: Double
    ) {
        self.id = id
        self.recipeName = recipeName
        self.folder = folder
        self.started = started
        self.status = status
        self.epochsDone = epochsDone
        self.epochsPlanned = epochsPlanned
        self.seed = seed
        self.parameters = parameters
        self.dataset = dataset
        self.bestLoss = bestLoss
        self.bestValidationLoss = bestValidationLoss
        self.bestValidationAccuracy = bestValidationAccuracy
        self.seconds = seconds
    }
}
