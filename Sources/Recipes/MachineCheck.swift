import Networks

/// A Boltzmann machine against its data.
struct MachineCheck {
    let plan: StackPlan
    let compile: CompileSpec
    let target: TargetKind

    var note: RecipeCheck.Note {
        guard plan.layers.count == 1, case .rbm(let rbm) = plan.layers[0].spec else {
            return .init(.wrong, "contrastive_divergence is the loss of a stack that is one RBM; this one has \(plan.layers.count) layers. Keep the RBM alone, or choose another loss.")
        }
        guard case .sgd(let sgd) = compile.optimizer else {
            return .init(.wrong, "An RBM learns by sgd, with momentum and weight_decay where wanted, got \(compile.optimizer.kerasName). Choose sgd.")
        }
        if let clip = sgd.limits.clips.first {
            return .init(.wrong, "optimizer: expected no \(clip) for an RBM, whose steps follow from samples and need none. Take it out.")
        }
        if let metric = compile.metrics.first(where: { !$0.kind.isOfMachines }) {
            return .init(.wrong, "metrics: a Boltzmann machine reports pseudo_likelihood and free_energy, got \(metric.name). Take it out.")
        }
        return .init(.good, "\(plan.input.count) visible units, \(rbm.hiddenUnits) hidden: it needs no targets.")
    }
}
