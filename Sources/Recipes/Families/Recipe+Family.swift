import Networks

/// What compile says follows what is built, as long as it could not run otherwise: a person who adds an RBM or asks for the inputs back
/// should not first be told that the loss is another family's.
extension Recipe {
    /// Before a layer goes into an empty stack: what is no network learns in a way of its own. `usual`: the recipe of a new stack, whose fit gives way to the family's.
    public mutating func suitCompile(to first: LayerSpec, usual: Recipe) {
        guard model.isEmpty else { return }
        let current = Family(self), next = Family(Recipe(name: name, data: data, model: [first], compile: nil))
        guard next != current, !(next.description.isNetwork && current.description.isNetwork) else { return }
        let before = current.description.defaults(data), after = next.description.defaults(data)
        compile = after.compile
        // A fit that a person has decided stays.
        if fit.epochs == before.epochs ?? usual.fit.epochs { fit.epochs = after.epochs ?? usual.fit.epochs }
        if fit.batchSize == before.batchSize ?? usual.fit.batchSize { fit.batchSize = after.batchSize ?? usual.fit.batchSize }
    }

    /// After the targets were changed: a loss that can't measure them gives way to the family's.
    public mutating func suitCompileToTargets() {
        let family = Family(self).description
        guard let current = compile, !family.suits(current, data) else { return }
        let defaults = family.defaults(data).compile
        compile?.loss = defaults.loss
        compile?.metrics = defaults.metrics
    }
}
