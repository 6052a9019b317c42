import Training

/// The history of runs.
public struct RunsState: Page {
    /// `nil` until loaded.
    public var runs: [RunSummary]?
    public var selection = 0
    /// The runs whose curves are overlaid, with their curves once loaded.
    public var overlay: [Int64: [EpochRecord]] = [:]

    /// How the curves are drawn.
    public var curves = CurveOptions()

    /// The index of the metric whose curves are overlaid; 0 is the loss.
    public internal(set) var metricNumber = 0

    public init() {}

    public var selected: RunSummary? { runs.flatMap { $0.indices.contains(selection) ? $0[selection] : nil } }

    /// The loss (`nil`), and the metrics that the overlaid runs have.
    public var metrics: [CurveMetric?] {
        var seen: Set<CurveMetric> = []
        return [nil] + overlay.sorted { $0.key < $1.key }.flatMap { CurveMetric.all(in: $0.value) }.filter { seen.insert($0).inserted }
    }

    /// The metric whose curves are shown; `nil` for the loss.
    public var metric: CurveMetric? {
        let metrics = metrics
        return metrics[metricNumber % metrics.count]
    }
}

extension PageName {
    public static let runs = PageName(RunsState.self)
}

extension State {
    public var runs: RunsState {
        get { pages[RunsState.self] }
        set { pages[RunsState.self] = newValue }
    }
}
