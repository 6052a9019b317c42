/// The first layers get gradients a hundred times smaller than the last: they hardly learn.
struct VanishingGradients: HealthRule {
    let name = "vanishing_gradients"

    func isSilent(after earlier: [HealthNote]) -> Bool { earlier.have(NothingMoves()) }

    func finding(_ evidence: HealthEvidence) -> HealthFinding? {
        let norms = evidence.examination?.gradientNorms.compactMap { $0 } ?? []
        guard let first = norms.first, let last = norms.last, norms.count > 2, last > 0, first < last / 100 else { return nil }
        return HealthFinding(
            level: .attention, evidence: "Gradients vanish: \(norms.map { Figures.number(Double($0)) }.joined(separator: " → ")) from first to last layer.",
            remedies: [.edits([.hiddenActivation(.relu), .defaultInitializers])],
            otherwise: "Fewer layers, or an Add that leads round some of them, let gradients through.")
    }
}
