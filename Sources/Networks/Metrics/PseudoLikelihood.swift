/// How likely each visible unit of a Boltzmann machine is, given the others: Σ ln p(unit | the others), estimated from some units of each sample.
///
/// Sums: the estimates, the samples. The machine adds to them.
struct PseudoLikelihood: MetricDescription, PlainForm {
    static let kerasName = "pseudo_likelihood"
    static let kerasPath: String? = nil
    static let help = "estimate of Σ ln p(unit | the others) in a Boltzmann machine"
    static let subject = MetricSubject.machines

    func add(_ rows: MetricRows, to sums: inout [Double]) {}
}
