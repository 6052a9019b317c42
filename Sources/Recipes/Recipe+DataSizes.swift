import Networks

extension Recipe {
    /// The sizes of the data that the model asks for: the stack can't be known without them.
    public var dataSizes: Set<DataSize> { model.reduce(into: []) { $0.formUnion($1.dataSizes) } }
}
