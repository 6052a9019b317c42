/// Which layers meet the numbers of the data themselves.
extension StackPlan {
    /// The layers that look up rows of a table by the numbers of the data, which may have been arranged in another way before.
    public var symbolTables: [Int] {
        let keeps = layers(that: { $0.spec.arrangement != .none })
        return layers.indices.filter { layers[$0].spec.readsSymbols && isData(layers[$0].sources[0], keeps) }
    }

    /// The layers of `model` that compute with the data's numbers as they stand, no tables; the first illegal one among them where it would.
    public func dataReaders(in model: [LayerSpec]) -> [Int] {
        let keeps = layers(that: { $0.spec.arrangement == .reshapes && $0.output == input }), links = StackLinks(model)
        return model.indices.prefix(layers.count + 1).filter { index in
            guard !model[index].readsSymbols, model[index].arrangement == .none, let source = links.read(by: index) else { return false }
            return isData(source, keeps)
        }
    }

    /// Whether the stack gives the data as it stands.
    public var givesData: Bool { layers.isEmpty || layers(that: { $0.spec.arrangement == .reshapes && $0.output == input }).last == true }

    /// For each layer whether it gives the data's numbers, where all that `condition` holds for do.
    private func layers(that condition: (PlannedLayer) -> Bool) -> [Bool] {
        layers.reduce(into: []) { keeps, layer in keeps.append(condition(layer) && isData(layer.sources[0], keeps)) }
    }

    private func isData(_ source: Source, _ keeps: [Bool]) -> Bool {
        switch source {
        case .data: true
        case .layer(let index): keeps.indices.contains(index) && keeps[index]
        }
    }
}
