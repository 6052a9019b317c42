/// The description of a metric: its names, what it measures, and how it follows from sums over an epoch. A metric is one file and one line in `MetricKind.allCases`.
protocol MetricDescription: FormDescription {
    /// The title of its plot.
    static var title: String { get }
    /// Whether a higher value is better, for stop rules.
    static var isBetterHigher: Bool { get }
    /// Whether it is a share, shown in per cent.
    static var isShare: Bool { get }
    /// What it measures.
    static var subject: MetricSubject { get }

    /// The metric with the parameters that a recipe gives.
    init(_ spec: MetricSpec)

    /// How many sums it keeps over an epoch, for `outputs` outputs along the last axis.
    func sumCount(outputs: Int) -> Int
    /// Adds a batch's outputs to the sums.
    func add(_ rows: MetricRows, to sums: inout [Double])
    /// The metric's value from its sums; `nil` where they are empty.
    func value(of sums: [Double]) -> Double?

    /// Why the metric says nothing about this number of outputs, to follow "metrics: "; `nil` where it does.
    func remark(outputs: Int) -> String?
    /// How a Keras program with this loss writes it; `nil` for a metric that Keras does not have.
    static func keras(_ spec: MetricSpec, beside loss: LossSpec) -> KerasMetric?
    /// A comment for that program; `nil` for none.
    static var kerasNote: String? { get }
}

/// What a metric measures.
public enum MetricSubject: Hashable, Sendable {
    /// Answers that are right or wrong: a class, or a yes or no.
    case answers
    /// The choice between several classes, with an output for each.
    case classes
    /// The difference between outputs and targets.
    case numbers
    /// A Boltzmann machine, which computes the metric itself.
    case machines
}

/// A metric as a Keras program writes it.
public struct KerasMetric: Hashable, Sendable {
    /// Keras' name, with the parameters to write.
    public let text: FormText
    /// Keras' class below `keras`.
    public let path: String

    init(_ text: FormText, _ path: String) {
        self.text = text
        self.path = path
    }
}

extension MetricDescription {
    static var kerasPath: String? { "metrics.\(Self.self)" }
    static var title: String { kerasName.replacing("_", with: " ") }
    static var isBetterHigher: Bool { true }
    static var isShare: Bool { false }
    static var kerasNote: String? { nil }

    func sumCount(outputs: Int) -> Int { 2 }

    /// The first sum divided by the second, the count.
    func value(of sums: [Double]) -> Double? { sums[1] > 0 ? sums[0] / sums[1] : nil }

    func remark(outputs: Int) -> String? { nil }

    static func keras(_ spec: MetricSpec, beside loss: LossSpec) -> KerasMetric? { kerasPath.map { KerasMetric(spec.text, $0) } }
}

extension MetricDescription where Self: PlainForm {
    init(_ spec: MetricSpec) { self.init() }
}
