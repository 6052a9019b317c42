import Networks

extension Recipe {
    /// The sizes that the model takes from its data, such as `num_classes`: without them its shapes are unknown.
    public var dataSizes: Set<DataSize> { model.reduce(into: []) { $0.formUnion($1.dataSizes) } }
}
