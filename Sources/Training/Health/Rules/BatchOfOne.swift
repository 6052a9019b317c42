import Networks

/// Batches of one example under a BatchNormalization: over a flat input each number is its own mean, so that nothing of the input is left.
struct BatchOfOne: HealthRule {
    let name = "batch_of_one"

    func finding(_ evidence: HealthEvidence) -> HealthFinding? {
        guard evidence.run.batchSize == 1 else { return nil }
        let layers = evidence.run.plan.layers
        guard let index = layers.firstIndex(where: { if case .batchNormalization = $0.spec { true } else { false } }) else { return nil }
        let why =
            layers[index].output.count == layers[index].output.dimensions.last
            ? "every number is its own mean, so nothing of the input is left" : "its means are of one example, far from those it validates with"
        return HealthFinding(
            level: .wrong, evidence: "Layer \(index + 1) (BatchNormalization) gets batches of 1: \(why).", remedies: [.edits([.batchSize(32)])],
            otherwise: "There is one training example: give it more.")
    }
}
