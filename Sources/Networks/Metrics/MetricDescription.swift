/// What a metric is: its names, what outputs it is of, and how it follows from sums over an epoch. A metric is one file and one line in `MetricKind.allCases`.
protocol MetricDescription: Sendable {
    /// Keras' name in a recipe: `mean_squared_error`.
    static var kerasName: String { get }
    /// Other names that Keras takes for it: `mse`.
    static var shortNames: [String] { get }
    /// Where Keras keeps it: `metrics.MeanSquaredError`; `nil` for a metric that Keras does not have.
    static var kerasPath: String? { get }
    /// One line of help.
    static var help: String { get }
    static var parameters: [FormParameter] { get }
    /// Whether more of it is better, as stop rules ask.
    static var isBetterHigher: Bool { get }
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
    static var shortNames: [String] { [] }
    static var parameters: [FormParameter] { [] }
    static var isBetterHigher: Bool { true }
    static var kerasNote: String? { nil }

    func sumCount(outputs: Int) -> Int { 2 }

    /// A sum by the number of what was summed.
    func value(of sums: [Double]) -> Double? { sums[1] > 0 ? sums[0] / sums[1] : nil }

    func remark(outputs: Int) -> String? { nil }

    static func keras(_ spec: MetricSpec, beside loss: LossSpec) -> KerasMetric? { kerasPath.map { KerasMetric(spec.text, $0) } }
}
