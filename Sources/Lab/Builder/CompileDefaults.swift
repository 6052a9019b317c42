import Datasets
import Networks
import Recipes

/// What compile says follows what is built, as long as it could not run otherwise: a person who adds an RBM or asks for the inputs back
/// should not first be told that the loss is another family's.
extension Recipe {
    /// Before a layer goes into an empty stack: a Boltzmann machine learns by contrastive divergence, everything else by a gradient.
    mutating func suitCompile(to first: LayerSpec) {
        guard model.isEmpty else { return }
        let isMachines = compile?.loss.kind == .contrastiveDivergence
        if case .rbm = first {
            guard !isMachines else { return }
            var sgd = SGD(), spec = CompileSpec()
            sgd.learningRate = 0.05
            spec.optimizer = .sgd(sgd)
            spec.loss = LossSpec(.contrastiveDivergence)
            spec.metrics = [MetricSpec(.pseudoLikelihood), MetricSpec(.freeEnergy)]
            compile = spec
            // An epoch is over in a blink, and many small steps are what such a machine needs.
            if fit == BuilderState.empty.fit { (fit.epochs, fit.batchSize) = (60, 10) }
        } else if isMachines {
            compile = CompileSpec()
            let usual = BuilderState.empty.fit
            if (fit.epochs, fit.batchSize) == (60, 10) { (fit.epochs, fit.batchSize) = (usual.epochs, usual.batchSize) }
        }
    }

    /// After the targets were changed: inputs are numbers, and a loss of classes can't measure them.
    mutating func suitCompileToTargets() {
        guard var spec = compile else { return }
        let isOfClasses = spec.loss.isCategorical
        if data.targets == .inputs, isOfClasses {
            let fillsUnit = data.mayBeImages && [.automatic, .normalise].contains(data.scaling)
            spec.loss = LossSpec(fillsUnit ? .binaryCrossentropy : .meanSquaredError)
            spec.metrics = fillsUnit ? [MetricSpec(.meanSquaredError)] : []
        } else if data.targets == .automatic, !isOfClasses, data.mayBeImages, spec.loss.kind != .contrastiveDivergence {
            spec.loss = .categoricalCrossentropy
            spec.metrics = [.accuracy]
        }
        compile = spec
    }
}
