/// What a metric is: its names, what outputs it is of, and how it follows from sums over an epoch. A metric is one file and one line in `MetricKind.allCases`.
protocol MetricDescription: FormDescription {
    /// What a plot calls it, in a few words.
    static var title: String { get }
    /// Whether more of it is better, as stop rules ask.
    static var isBetterHigher: Bool { get }
    /// Whether it is a share of all, shown in per cent.
    static var isShare: Bool { get }
    static var subject: MetricSubject { get }

    /// The metric with the parameters that a recipe gives.
    init(_ spec: MetricSpec)

    /// How many sums it keeps over an epoch, of `outputs` along the last axis.
    func sumCount(outputs: Int) -> Int
    /// Adds a batch's outputs to the sums.
    func add(_ rows: MetricRows, to sums: inout [Double])
    /// What the sums come to; `nil` where there is nothing to work it out of.
    func value(of sums: [Double]) -> Double?

    /// Why it tells nothing of so many outputs, to follow "metrics: "; `nil` where it does.
    func remark(outputs: Int) -> String?
    /// How a Keras program writes it beside a loss; `nil` for a metric that Keras does not have.
    static func keras(_ spec: MetricSpec, beside loss: LossSpec) -> KerasMetric?
    /// What such a program says in a comment.
    static var kerasNote: String? { get }
}

/// What a metric is a figure of.
public enum MetricSubject: Hashable, Sendable {
    /// Outputs that are right or wrong answers: a class, or a yes or no.
    case answers
    /// One of several classes: it needs an output for each.
    case classes
    /// Outputs and targets as numbers.
    case numbers
    /// A Boltzmann machine, which works it out itself.
    case machines
}

/// A metric as a Keras program writes it: its name with the parameters that are said, and the class.
public struct KerasMetric: Hashable, Sendable {
    public let text: FormText
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

    /// A sum by the number of what was summed.
    func value(of sums: [Double]) -> Double? { sums[1] > 0 ? sums[0] / sums[1] : nil }

    func remark(outputs: Int) -> String? { nil }

    static func keras(_ spec: MetricSpec, beside loss: LossSpec) -> KerasMetric? { kerasPath.map { KerasMetric(spec.text, $0) } }
}

extension MetricDescription where Self: PlainForm {
    init(_ spec: MetricSpec) { self.init() }
}
