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
    public func notes(_ stack: StackFacts) -> [RecipeCheck.Note] {
        let plan = stack.plan, compile = stack.compile, usual = [Repair.edit(.optimizer(defaults(stack.data).compile.optimizer))]
        var wrong: [RecipeCheck.Note] = []
        if distance(stack) > 0 {
            let count = plan.layers.count
            let got = count == 1 ? "this one is a \(plan.layers[0].spec.kerasName)" : "this one has \(count) layers"
            wrong.append(
                .init(
                    .wrong, "contrastive_divergence is the loss of a stack that is one RBM; \(got). Keep an RBM alone, or choose another loss.", repairs: repairs(stack)))
        }
        if case .sgd(let sgd) = compile.optimizer {
            if let clip = sgd.limits.clips.first {
                wrong.append(
                    .init(.wrong, "optimizer: expected no \(clip) for an RBM, whose steps follow from samples and need none. Remove it.", repairs: usual))
            }
        } else {
            wrong.append(
                .init(
                    .wrong, "An RBM learns by sgd, with momentum and weight_decay where wanted, got \(compile.optimizer.kerasName). Choose sgd.", repairs: usual))
        }
        wrong += compile.metrics.filter { !$0.kind.isOfMachines }.map { metric in
            .init(
                .wrong, "metrics: a Boltzmann machine reports pseudo_likelihood and free_energy, got \(metric.name). Remove it.", repairs: [.edit(.metric(metric, nil))])
        }
        guard wrong.isEmpty, case .rbm(let rbm)? = plan.layers.first?.spec else { return wrong }
        return [.init(.good, "\(plan.input.count) visible units, \(rbm.hiddenUnits) hidden: it needs no targets.")]
    }

    /// The last layer beside an RBM goes; a stack without any gets the loss of a network.
    public func repairs(_ stack: StackFacts) -> [Repair] {
        let layers = stack.plan.layers
        guard !layers.isEmpty else { return [.layer(0, .insertBefore(.rbm(RBM())))] }
        let network = Family(Recipe(name: "", data: stack.data, model: []), stack.targets).description.defaults(stack.data).compile
        let others = layers.indices.filter { if case .rbm = layers[$0].spec { false } else { true } }
        let extra = others.count < layers.count ? others.last ?? layers.count - 1 : nil
        return (extra.map { [.layer($0, .remove)] } ?? []) + [.edit(.compile(network))]
    }

    /// The layers beside one RBM.
    public func distance(_ stack: StackFacts) -> Int {
        let hasMachine = stack.plan.layers.contains { if case .rbm = $0.spec { true } else { false } }
        return stack.plan.layers.count - 1 + (hasMachine ? 0 : 2)
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
