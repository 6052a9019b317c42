import Datasets
import Networks

/// A restricted Boltzmann machine (RBM): it learns the distribution of its inputs by contrastive divergence, without targets.
public struct BoltzmannMachineFamily: FamilyDescription {
    /// The family; it has no settings.
    public init() {}

    /// Whether the loss is contrastive divergence; in a recipe without `compile`, whether the model is a single RBM.
    public func includes(_ recipe: Recipe, _ targets: TargetFacts?) -> Bool {
        if let compile = recipe.compile { return compile.loss.isOfMachines }
        if case .rbm? = recipe.model.first { return recipe.model.count == 1 }
        return false
    }

    /// How messages call it and its parts.
    public var machine: MachineWords? {
        MachineWords(
            name: "a Boltzmann machine", lack: "restricted Boltzmann machines nor contrastive divergence", features: "its hidden units as a Dense layer")
    }
    /// A machine shows its inputs again, sampled from its hidden units.
    public var reconstructs: Bool { true }

    /// Whether the stack, the optimizer and the metrics are those of a machine, and how many units it has.
    public func notes(_ stack: StackFacts) -> [RecipeCheck.Note] { [note(stack.plan, stack.compile)] }

    private func note(_ plan: StackPlan, _ compile: CompileSpec) -> RecipeCheck.Note {
        guard plan.layers.count == 1, case .rbm(let rbm) = plan.layers[0].spec else {
            return .init(
                .wrong, "contrastive_divergence is the loss of a stack that is one RBM; this one has \(plan.layers.count) layers. Keep the RBM alone, or choose another loss.")
        }
        guard case .sgd(let sgd) = compile.optimizer else {
            return .init(.wrong, "An RBM learns by sgd, with momentum and weight_decay where wanted, got \(compile.optimizer.kerasName). Choose sgd.")
        }
        if let clip = sgd.limits.clips.first {
            return .init(.wrong, "optimizer: expected no \(clip) for an RBM, whose steps follow from samples and need none. Remove it.")
        }
        if let metric = compile.metrics.first(where: { !$0.kind.isOfMachines }) {
            return .init(.wrong, "metrics: a Boltzmann machine reports pseudo_likelihood and free_energy, got \(metric.name). Remove it.")
        }
        return .init(.good, "\(plan.input.count) visible units, \(rbm.hiddenUnits) hidden: it needs no targets.")
    }

    /// Inputs must lie from 0 to 1, because they are the probabilities that the visible units are on.
    public func problem(ofInputs values: some Sequence<Float>) -> String? {
        // What scaling adds by rounding is no reason.
        values.first { !(-1e-5...1 + 1e-5).contains($0) }.map {
            "Layer 1 (RBM): expected inputs from 0 to 1, as its units are, got \($0). Give the data scaling: normalise."
        }
    }

    /// SGD with a rate of 0.05 over 60 epochs in batches of 10: contrastive divergence needs many small steps, and its epochs are short.
    public func defaults(_ data: DataSpec) -> FamilyDefaults {
        var compile = CompileSpec(), sgd = SGD()
        sgd.learningRate = 0.05
        compile.optimizer = .sgd(sgd)
        compile.loss = .contrastiveDivergence
        compile.metrics = [MetricSpec(.pseudoLikelihood), MetricSpec(.freeEnergy)]
        return FamilyDefaults(compile: compile, epochs: 60, batchSize: 10)
    }
}
