import Tensors

/// The names of a stack's layers, and the layers that each one reads.
struct StackLinks {
    private let model: [LayerSpec]
    /// The index of the first layer with each name.
    private let indices: [String: Int]

    /// The random numbers of a layer are selected by twelve bits of its index.
    static let largestStack = 4_095

    init(_ model: [LayerSpec]) {
        self.model = model
        indices = Dictionary(model.enumerated().compactMap { index, spec in spec.links.name.map { ($0, index) } }) { first, _ in first }
    }

    /// The source that a layer reads, then its references. Throws the reason why one of them is not possible.
    func sources(of index: Int) throws(LayerProblem) -> [StackPlan.Source] {
        let spec = model[index], links = spec.links
        guard index < Self.largestStack else { throw LayerProblem("is one layer too many: a stack has at most \(Self.largestStack). Remove it.", repairs: [.remove]) }
        if let name = links.name, let first = indices[name], first < index {
            var unnamed = spec
            unnamed.links.name = nil
            throw LayerProblem("name: \(name) is the name of layer \(first + 1) (\(model[first].kerasName)). Choose another.", repairs: [.replace(unnamed)])
        }
        var sources = [StackPlan.Source.data]
        if case .input = spec {
            guard links.from == nil else { throw LayerProblem("reads the data, so it can't have a from. Remove it.", repairs: [.replace(withoutSource(spec))]) }
        } else if let from = links.from {
            sources[0] = .layer(try layer(named: from, by: "from", of: index, repair: withoutSource(spec)))
        } else if index > 0 {
            sources[0] = .layer(index - 1)
        }
        for reference in spec.references { sources.append(.layer(try layer(named: reference.name, by: reference.argument, of: index, repair: nil))) }
        return sources
    }

    private func withoutSource(_ spec: LayerSpec) -> LayerSpec {
        var spec = spec
        spec.links.from = nil
        return spec
    }

    /// The index of the layer with this name, which must be above; `repair` replaces the layer that refers to it where it is not.
    private func layer(named name: String, by argument: String, of index: Int, repair: LayerSpec?) throws(LayerProblem) -> Int {
        if let found = indices[name], found < index { return found }
        let above = indices.filter { $0.value < index }.sorted { $0.value < $1.value }.map(\.key)
        var repairs = repair.map { [LayerProblem.Repair.replace($0)] } ?? []
        if let nearest = NearestName.of(name, in: above) { repairs.insert(.replace(model[index].referring(to: nearest, insteadOf: name)), at: 0) }
        if let found = indices[name] {
            let place = found == index ? "is this layer itself" : "is layer \(found + 1) (\(model[found].kerasName)), which is below"
            throw LayerProblem("\(argument): \(name) \(place), but a layer can only read layers above it. Name another, or move this one below it.", repairs: repairs)
        }
        let known = above.isEmpty ? " No layer above has a name: give one of them a name first." : NearestName.hint(name, in: above)
        throw LayerProblem("\(argument): expected the name of a layer above, got \(name).\(known)", repairs: repairs)
    }
}

extension LayerSpec {
    /// The layer with every reference to `old` changed to `name`.
    public func referring(to name: String, insteadOf old: String) -> LayerSpec {
        var changed = self
        if changed.links.from == old { changed.links.from = name }
        for argument in arguments {
            switch argument.value {
            case .names(let names) where names.contains(old): _ = changed.set(argument.name, to: .names(names.map { $0 == old ? name : $0 }))
            case .choice(old) where argument.isReference: _ = changed.set(argument.name, to: .choice(name))
            default: continue
            }
        }
        return changed
    }
}
