import Networks

/// `compile` is adapted when the stack or the targets change so that they could not be trained with it: a person who adds an RBM, or chooses the inputs as
/// targets, should not first be told that the loss belongs to another family.
extension Recipe {
    /// Adapts `compile` and `fit` before the first layer is added to an empty model, if the layer makes it another family that is no network. `usual`: the recipe of a new
    /// stack; epochs and batch size are changed only where they still have its values.
    public mutating func suitCompile(to first: LayerSpec, usual: Recipe) {
        guard model.isEmpty else { return }
        let current = Family(self), next = Family(Recipe(name: name, data: data, model: [first], compile: nil))
        guard next != current, !(next.description.isNetwork && current.description.isNetwork) else { return }
        let before = current.description.defaults(data), after = next.description.defaults(data)
        compile = after.compile
        // What a person has chosen stays.
        if fit.epochs == before.epochs ?? usual.fit.epochs { fit.epochs = after.epochs ?? usual.fit.epochs }
        if fit.batchSize == before.batchSize ?? usual.fit.batchSize { fit.batchSize = after.batchSize ?? usual.fit.batchSize }
    }

    /// Adapts `compile` after the targets were changed: a loss that can't measure them is replaced by the family's, and so are the metrics.
    public mutating func suitCompileToTargets() {
        let family = Family(self).description
        guard let current = compile, !family.suits(current, data) else { return }
        let defaults = family.defaults(data).compile
        compile?.loss = defaults.loss
        compile?.metrics = defaults.metrics
    }
}
