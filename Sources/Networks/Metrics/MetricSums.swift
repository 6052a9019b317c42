/// Metrics over an epoch, as the sums from which they are computed. Each batch adds to them, and a checkpoint in the middle of an epoch stores them.
public struct MetricSums: Sendable {
    /// The metrics, in the order of the recipe.
    public let metrics: [MetricSpec]
    /// The sums of each metric.
    public var sums: [[Double]]
    private let descriptions: [any MetricDescription]
    /// The size of 1 in the target's own unit, for each output along the last axis; `nil` where targets are not scaled.
    private let units: [Double]?

    /// No metrics.
    public init() { self.init([], outputs: 1) }

    /// `outputs`: how many outputs lie along the last axis, as some metrics keep sums for each of them. `units`: for scaled targets, the size of 1 in the target's own
    /// unit for each output, so that errors are given in that unit; `nil` where targets are not scaled.
    public init(_ metrics: [MetricSpec], outputs: Int, units: [Double]? = nil) {
        self.metrics = metrics
        self.units = units.flatMap { $0.count == outputs ? $0 : nil }
        descriptions = metrics.map(\.description)
        sums = descriptions.map { [Double](repeating: 0, count: $0.sumCount(outputs: outputs)) }
    }

    /// The values so far, in the order of `metrics`; `nil` where nothing was added yet.
    public var values: [Double?] { zip(descriptions, sums).map { $0.value(of: $1) } }

    /// The value so far of the first metric of this kind; `nil` where there is none or nothing was added yet.
    public func value(of kind: MetricKind) -> Double? { metrics.firstIndex { $0.kind == kind }.flatMap { descriptions[$0].value(of: sums[$0]) } }

    /// The right answers and all answers so far; `nil` where accuracy is not among the metrics.
    public var accuracySums: (right: Double, all: Double)? { metrics.firstIndex { $0.kind == .accuracy }.map { (sums[$0][0], sums[$0][1]) } }

    /// Adds a batch's outputs.
    mutating func add(_ rows: MetricRows) {
        var rows = rows
        rows.units = units
        for index in descriptions.indices { descriptions[index].add(rows, to: &sums[index]) }
    }

    /// Adds the mean of `count` samples to a metric that is a mean over samples.
    public mutating func add(_ kind: MetricKind, mean: Double, count: Int) {
        for index in metrics.indices where metrics[index].kind == kind {
            sums[index][0] += mean * Double(count)
            sums[index][1] += Double(count)
        }
    }

    /// The same metrics with empty sums.
    public var emptied: MetricSums {
        var sums = self
        sums.reset()
        return sums
    }

    /// Starts a new epoch: every sum is 0.
    public mutating func reset() {
        for index in sums.indices { for place in sums[index].indices { sums[index][place] = 0 } }
    }
}

extension [Double] {
    /// The mean of `value` over the outputs, each of which has `count` consecutive sums.
    func mean(each count: Int, _ value: (ArraySlice<Double>) -> Double) -> Double {
        let starts = stride(from: 0, to: self.count, by: count)
        return starts.reduce(0) { $0 + value(self[$1..<$1 + count]) } / Double(Swift.max(1, self.count / count))
    }
}
