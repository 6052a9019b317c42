import Networks
import Recipes

/// What the lab sees of a run at one batch boundary: whole, immutable, the newest wins.
public struct Snapshot: Hashable, Sendable {
    public var progress: Progress
    /// Recent batches, thinned to at most `BatchPoint.limit`, oldest first.
    public var batches: [BatchPoint] = []
    /// Every finished epoch, lossless.
    public var epochs: [EpochRecord] = []
    /// The class that the data says (row) against the class that the net says (column), on the validation part at the end of the last epoch.
    public var confusion: Confusion?
    /// What was last seen through the lenses that are watched through.
    public var views = Views()
    /// Sentences on how the training goes, most telling first.
    public var health: [HealthNote] = []
    /// The last finished epoch, 0 before the first; a run whose metrics.csv was deleted has no records of its first ones.
    public var epochsDone: Int { max(progress.epochsBefore, epochs.last?.epoch ?? 0) }
    /// What runs on what; `nil` until the data is read.
    public var subject: Subject?

    /// The stack and the data of a run.
    public struct Subject: Hashable, Sendable {
        public let plan: StackPlan
        public let dataset: String
        public let classNames: [String]
        public let trainingCount: Int
        public let validationCount: Int
        /// Samples that can be watched: the validation part, or the training part where there is none.
        public let watchedCount: Int
        public let watchesValidation: Bool
        /// What the run is, which decides what the lab shows of it.
        public let family: Family
        /// What whole numbers of the inputs stand for; `nil` for inputs that are numbers.
        public let symbols: [String]?

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

    public init(progress: Progress) {
        self.progress = progress
    }
}
