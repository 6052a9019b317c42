/// How likely a Boltzmann machine holds each visible unit, given the others: Σ ln p(unit | the others), estimated by one unit of each sample.
///
/// Sums: the figure, the samples; the machine adds to them.
public struct PseudoLikelihood: MetricDescription {
    public static let kerasName = "pseudo_likelihood"
    public static let kerasPath: String? = nil
    public static let help = "Σ over the units of ln p(unit | the others), estimated: a Boltzmann machine's"
    public static let subject = MetricSubject.machines

    public init(_ spec: MetricSpec) {}

    public func add(_ rows: MetricRows, to sums: inout [Double]) {}
}

extension MetricKind {
    public static let pseudoLikelihood = MetricKind(PseudoLikelihood.self)
}
