/// The mean free energy of the data, F(v) = −visible_bias · v − Σ ln (1 + exp(v · kernel + hidden_bias)): lower is more likely.
///
/// Sums: the free energies, the samples. The machine adds to them.
struct FreeEnergy: MetricDescription, PlainForm {
    static let kerasName = "free_energy"
    static let kerasPath: String? = nil
    static let help = "mean free energy of the data in a Boltzmann machine"
    static let isBetterHigher = false
    static let subject = MetricSubject.machines

    func add(_ rows: MetricRows, to sums: inout [Double]) {}
}
