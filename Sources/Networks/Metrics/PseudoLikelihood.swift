/// How likely a Boltzmann machine holds each visible unit, given the others: Σ ln p(unit | the others), estimated by one unit of each sample.
///
/// Sums: the figure, the samples; the machine adds to them.
struct PseudoLikelihood: MetricDescription, PlainForm {
    static let kerasName = "pseudo_likelihood"
    static let kerasPath: String? = nil
    static let help = "Σ over the units of ln p(unit | the others), estimated: a Boltzmann machine's"
    static let subject = MetricSubject.machines

    func add(_ rows: MetricRows, to sums: inout [Double]) {}
}
