import Networks

/// A metric's name and value.
public struct Figure: Hashable, Codable, Sendable {
    public let name: String
    public let value: Double

    public init(name: String, value: Double) {
        self.name = name
        self.value = value
    }

    /// The metrics that have a value.
    static func all(_ sums: MetricSums) -> [Figure] {
        zip(sums.metrics, sums.values).compactMap { metric, value in value.map { Figure(name: metric.name, value: $0) } }
    }
}
