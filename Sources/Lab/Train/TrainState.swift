import Recipes
import Training

/// The training page: the run on the screen and what is shown of it.
public struct TrainState: Page {
    public var run: RunFacts?
    public var snapshot: Snapshot?
    /// How the curves are drawn.
    public var curves = CurveOptions()
    /// Whether the spread of the batches is drawn behind the curves.
    public var showsBatches = true
    /// Batches a second at most, in slow motion; `nil` for as many as can be.
    public internal(set) var pace: Double?
    /// The index of the metric that is shown next to the loss.
    public internal(set) var metricNumber = 0
    /// The index of the first validation sample of the strip.
    public var firstSample = 0

    /// Loss, metrics and confusion on the test part, once they were asked for.
    public internal(set) var test: Evaluation?
    /// Whether the confusion matrix is that of the test part, not of validation.
    public internal(set) var showsTest = false
    /// The class that is highlighted in the confusion matrix.
    public internal(set) var selectedClass: Int?

    /// The paces that the keys step through, after full speed.
    static let paces: [Double] = [30, 10, 3, 1]

    /// The number of samples of the strip, as many as the widest screen shows.
    static let stripLength = 12

    public init() {}
}

extension PageName {
    public static let train = PageName(TrainState.self)
}

extension State {
    public var train: TrainState {
        get { pages[TrainState.self] }
        set { pages[TrainState.self] = newValue }
    }

    /// Whether a run is training, or paused.
    public var isTraining: Bool {
        switch train.snapshot?.progress.phase {
        case .preparing, .running, .paused, nil: train.run?.trains ?? false
        case .finished, .stopped, .failed: false
        }
    }

    /// The confusion matrix that the training page shows.
    public var shownConfusion: Confusion? { train.showsTest ? train.test?.confusion : train.snapshot?.confusion }

    /// The number of samples that can be shown.
    var watchedCount: Int { train.snapshot?.subject?.watchedCount ?? 0 }
}
