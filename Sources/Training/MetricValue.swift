import Networks

/// The name and the value of a metric.
public struct MetricValue: Hashable, Codable, Sendable {
    /// Keras' name: `f1_score`; with `val_` before it on the validation part.
    public let name: String
    /// Its value over an epoch or a part of the data.
    public let value: Double

    /// A metric's value.
    public init(name: String, value: Double) {
        self.name = name
        self.value = value
    }

    /// The part of a loss that is penalties on weights and outputs.
    static func penalty(_ value: Double) -> MetricValue { MetricValue(name: "penalty", value: value) }

    /// The values of the metrics that could be computed.
    static func all(_ sums: MetricSums) -> [MetricValue] {
        zip(sums.metrics, sums.values).compactMap { metric, value in value.map { MetricValue(name: metric.name, value: $0) } }
    }
}
