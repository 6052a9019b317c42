import Recipes
import Training

/// The run that is on the screen.
public struct TrainState: Hashable, Sendable {
    public var run: RunFacts?
    public var snapshot: Snapshot?
    public var isLogarithmic = false
    /// Curves by batch beside those by epoch.
    public var showsBatches = true
    /// Which of the run's figures stands beside the loss.
    public internal(set) var metricNumber = 0
    /// The first validation sample of the strip.
    public var firstSample = 0

    /// Samples of the strip: as many as the widest screen shows.
    static let stripLength = 12

    public init() {}
}

/// What is known of a run when it starts.
public struct RunFacts: Hashable, Sendable {
    public let recipe: Recipe
    public let folder: String
    public let recipeFolder: String?
    /// False for a run that is only opened to be looked at.
    public let trains: Bool

    public init(recipe: Recipe, folder: String, recipeFolder: String?, trains: Bool = true) {
        self.trains = trains
        self.recipe = recipe
        self.folder = folder
        self.recipeFolder = recipeFolder
    }
}

public enum TrainCommand: Hashable, Sendable {
    case pauseOrGoOn
    case stepBatch, stepEpoch
    case stop
    case again, againWithNewSeed
    case slower, faster
    case toggleLogarithmic, toggleBatches
    /// Another figure beside the loss.
    case nextMetric
    case previousSample, nextSample
    case inspect
}
