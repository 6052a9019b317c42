/// The mean free energy of the data, F(v) = −visible_bias · v − Σ ln (1 + exp(v · kernel + hidden_bias)): lower is more likely.
///
/// Sums: the figure, the samples; the machine adds to them.
struct FreeEnergy: MetricDescription {
    static let kerasName = "free_energy"
    static let kerasPath: String? = nil
    static let help = "mean free energy of the data: a Boltzmann machine's"
    static let isBetterHigher = false
    static let subject = MetricSubject.machines

    init(_ spec: MetricSpec) {}

    func add(_ rows: MetricRows, to sums: inout [Double]) {}
}

extension MetricKind {
    public static let freeEnergy = MetricKind(FreeEnergy.self)
}
