/// All gradients are 0 while the loss is not: no weight moves any more.
struct NothingMoves: HealthRule {
    let name = "nothing_moves"

    /// Gradients below this don't change a 32-bit weight within any number of epochs.
    private static let least: Float = 1e-10

    func finding(_ evidence: HealthEvidence) -> HealthFinding? {
        guard let seen = evidence.examination, let last = evidence.epochs.last, abs(last.loss) > 1e-3 else { return nil }
        let norms = seen.gradientNorms.compactMap { $0 }
        // Where only what comes after a dead layer still moves, the network answers the same whatever it is given.
        let deaf = seen.activities.first { $0.units > 0 && $0.dead == $0.units }
        guard !norms.isEmpty, norms.allSatisfy({ $0 <= Self.least }) || deaf != nil && norms.dropLast().allSatisfy({ $0 <= Self.least }) else { return nil }
        let cause = deaf.map { "layer \($0.layer + 1) gives 0 for every example" } ?? (seen.saturatedShare > 0.99 ? "every output is 0 or 1" : "all gradients are 0")
        return HealthFinding(
            level: .wrong, evidence: "Nothing moves: \(cause), and the loss stays \(Figures.number(last.loss)).",
            remedies: [.edits([.learningRate(evidence.rate(over: 100)), .scaling(.standardise), .defaultInitializers])])
    }
}
