/// The mean free energy of the data, F(v) = −visible_bias · v − Σ ln (1 + exp(v · kernel + hidden_bias)): lower is more likely.
///
/// Sums: the figure, the samples; the machine adds to them.
public struct FreeEnergy: MetricDescription {
    public static let kerasName = "free_energy"
    public static let kerasPath: String? = nil
    public static let help = "mean free energy of the data: a Boltzmann machine's"
    public static let isBetterHigher = false
    public static let subject = MetricSubject.machines

    public init(_ spec: MetricSpec) {}

    public func add(_ rows: MetricRows, to sums: inout [Double]) {}
}

extension MetricKind {
    public static let freeEnergy = MetricKind(FreeEnergy.self)
}
