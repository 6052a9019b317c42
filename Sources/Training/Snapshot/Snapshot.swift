import Networks
import Recipes

/// The state of a run between two batches, as the lab shows it.
public struct Snapshot: Hashable, Sendable {
    /// The progress and the speed.
    public var progress: Progress
    /// Recent batches, thinned to at most `BatchPoint.limit`, oldest first.
    public var batches: [BatchPoint] = []
    /// All finished epochs.
    public var epochs: [EpochRecord] = []
    /// The confusion matrix of the validation part after the last epoch; `nil` where the targets are not classes or nothing validates.
    public var confusion: Confusion?
    /// The newest views of the lenses that are watched.
    public var views = Views()
    /// Sentences about how the training goes, the most important first.
    public var health: [HealthNote] = []
    /// The number of the last finished epoch, 0 before the first. It can exceed the number of records, if a run's metrics.csv was deleted.
    public var epochsDone: Int { max(progress.epochsBefore, epochs.last?.epoch ?? 0) }
    /// The model and the data; `nil` until the data is read.
    public var subject: Subject?

    /// The model and the data of a run.
    public struct Subject: Hashable, Sendable {
        /// The layers with their shapes.
        public let plan: StackPlan
        /// The name of the data set.
        public let dataset: String
        /// The names of the classes; empty where the targets are not classes.
        public let classNames: [String]
        /// The number of training samples.
        public let trainingCount: Int
        /// The number of validation samples.
        public let validationCount: Int
        /// The number of samples that can be shown: the validation part, or the training part where there is none.
        public let watchedCount: Int
        /// Whether the samples that can be shown are those of the validation part.
        public let watchesValidation: Bool
        /// The family of the run, which decides what the lab shows.
        public let family: Family
        /// What the inputs' whole numbers stand for; `nil` where they stand for nothing.
        public let symbols: [String]?

        /// A subject from its parts.
        public init(
            plan: StackPlan, dataset: String, classNames: [String], trainingCount: Int, validationCount: Int, watchedCount: Int, watchesValidation: Bool,
            family: Family = .classifier, symbols: [String]? = nil
        ) {
            self.family = family
            self.symbols = symbols
            self.plan = plan
            self.dataset = dataset
            self.classNames = classNames
            self.trainingCount = trainingCount
            self.validationCount = validationCount
            self.watchedCount = watchedCount
            self.watchesValidation = watchesValidation
        }
    }

    /// A snapshot with nothing but the progress.
    public init(progress: Progress) {
        self.progress = progress
    }
}
