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

    /// The index of the layer with this name; `nil` where it is not above.
    func layer(named name: String, above index: Int) -> Int? { indices[name].flatMap { $0 < index ? $0 : nil } }

    /// The source that a layer reads; `nil` where `from` names no layer above.
    func read(by index: Int) -> StackPlan.Source? {
        if case .input = model[index] { return .data }
        if let from = model[index].links.from { return layer(named: from, above: index).map(StackPlan.Source.layer) }
        return index > 0 ? .layer(index - 1) : .data
    }

    /// The source that a layer reads, then its references. Throws the reason why one of them is not possible. `suitable` finds a layer above that an argument could
    /// name.
    func sources(of index: Int, suitable: (_ argument: String) -> LinkCandidate?) throws(LayerProblem) -> [StackPlan.Source] {
        let spec = model[index], links = spec.links
        guard index < Self.largestStack else { throw LayerProblem("is one layer too many: a stack has at most \(Self.largestStack). Remove it.", repairs: [.remove]) }
        if let name = links.name, let first = indices[name], first < index {
            throw LayerProblem(
                "name: \(name) is the name of layer \(first + 1) (\(model[first].kerasName)). Choose another.", repairs: [.leaveOut(argument: "name", name: name)])
        }
        var sources = [StackPlan.Source.data]
        if case .input = spec {
            if let from = links.from { throw LayerProblem("reads the data, so it can't have a from. Remove it.", repairs: [.leaveOut(argument: "from", name: from)]) }
        } else if let from = links.from {
            sources[0] = .layer(try layer(named: from, by: "from", of: index, suitable))
        } else if index > 0 {
            sources[0] = .layer(index - 1)
        }
        for reference in spec.references { sources.append(.layer(try layer(named: reference.name, by: reference.argument, of: index, suitable))) }
        return sources
    }

    /// The index of the layer with this name, which must be above.
    private func layer(named name: String, by argument: String, of index: Int, _ suitable: (String) -> LinkCandidate?) throws(LayerProblem) -> Int {
        if let found = layer(named: name, above: index) { return found }
        let above = indices.filter { $0.value < index }.sorted { $0.value < $1.value }.map(\.key)
        let nearest = NearestName.of(name, in: above).flatMap { indices[$0] }.map { LinkCandidate(layer: $0, isListed: false) } ?? suitable(argument)
        var repairs = nearest.map { [LayerProblem.Repair.refer(argument: argument, insteadOf: name, to: $0)] } ?? []
        let isNeeded = argument == model[index].joinedArgument && model[index].references.count == 1
        repairs.append(isNeeded ? .remove : .leaveOut(argument: argument, name: name))
        if let found = indices[name] {
            if found > index { repairs.insert(.moveBelow(found), at: 0) }
            let place = found == index ? "is this layer itself" : "is layer \(found + 1) (\(model[found].kerasName)), which is below"
            throw LayerProblem("\(argument): \(name) \(place), but a layer can only read layers above it. Name another, or move this one below it.", repairs: repairs)
        }
        let known = above.isEmpty ? " No layer above has a name: give one of them a name first." : NearestName.hint(name, in: above)
        throw LayerProblem("\(argument): expected the name of a layer above, got \(name).\(known)", repairs: repairs)
    }
}
