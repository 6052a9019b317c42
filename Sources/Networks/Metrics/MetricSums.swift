/// Metrics over an epoch, as the sums that they follow from: they are added to batch by batch, and kept in a checkpoint in the middle of an epoch.
public struct MetricSums: Sendable {
    public let metrics: [MetricSpec]
    /// A list of sums for each metric.
    public var sums: [[Double]]
    private let descriptions: [any MetricDescription]

    /// Of no metrics.
    public init() { self.init([], outputs: 1) }

    /// `outputs`: how many lie along the last axis, for some metrics are worked out for each.
    public init(_ metrics: [MetricSpec], outputs: Int) {
        self.metrics = metrics
        descriptions = metrics.map(\.description)
        sums = descriptions.map { [Double](repeating: 0, count: $0.sumCount(outputs: outputs)) }
    }

    /// The metrics' values so far, in their order; `nil` where there is nothing to work them out of.
    public var values: [Double?] { zip(descriptions, sums).map { $0.value(of: $1) } }

    public func value(of kind: MetricKind) -> Double? { metrics.firstIndex { $0.kind == kind }.flatMap { descriptions[$0].value(of: sums[$0]) } }

    /// The right answers and all so far; `nil` where accuracy is not asked for.
    public var accuracySums: (right: Double, all: Double)? { metrics.firstIndex { $0.kind == .accuracy }.map { (sums[$0][0], sums[$0][1]) } }

    /// Adds a batch's outputs.
    mutating func add(_ rows: MetricRows) {
        for index in descriptions.indices { descriptions[index].add(rows, to: &sums[index]) }
    }

    /// Adds `count` samples of a figure that is a mean over samples.
    public mutating func add(_ kind: MetricKind, mean: Double, count: Int) {
        for index in metrics.indices where metrics[index].kind == kind {
            sums[index][0] += mean * Double(count)
            sums[index][1] += Double(count)
        }
    }

    public mutating func reset() {
        for index in sums.indices { for place in sums[index].indices { sums[index][place] = 0 } }
    }
}

extension [Double] {
    /// The mean over outputs of what follows from the sums of each, `count` of them side by side.
    func mean(each count: Int, _ value: (ArraySlice<Double>) -> Double) -> Double {
        let starts = stride(from: 0, to: self.count, by: count)
        return starts.reduce(0) { $0 + value(self[$1..<$1 + count]) } / Double(Swift.max(1, self.count / count))
    }
}
