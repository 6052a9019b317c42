/// Targets that are numbers far from those that a network begins with, and its outputs have not come near them.
struct UnscaledTargets: HealthRule {
    let name = "unscaled_targets"

    /// A network begins with outputs of about 1; targets beyond this take it thousands of steps to reach.
    private static let far = 30.0

    func finding(_ evidence: HealthEvidence) -> HealthFinding? {
        guard let targets = evidence.run.targets, let seen = evidence.examination, seen.outputs.count > 0, max(abs(targets.mean), targets.deviation) > Self.far else { return nil }
        let outputs = seen.outputs
        guard abs(outputs.mean - targets.mean) > targets.deviation / 2 || outputs.deviation < targets.deviation / 5 else { return nil }
        func text(_ mean: Double, _ deviation: Double) -> String { "\(Figures.number(mean)) ± \(Figures.number(deviation))" }
        return HealthFinding(
            level: .wrong,
            evidence:
                "The targets are \(text(targets.mean, targets.deviation)), its outputs \(text(outputs.mean, outputs.deviation)): too far to reach.",
            remedies: [.edits([.targetScaling(.standardise)])])
    }
}
