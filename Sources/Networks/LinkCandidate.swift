/// A layer further up that another one could name.
public struct LinkCandidate: Hashable, Sendable {
    /// Index in the model, from 0.
    public let layer: Int
    /// Whether its name stands in a list: `[h]`.
    public let isListed: Bool
    /// Why it can't be named, one sentence; `nil` where it can.
    public let problem: String?

    public init(layer: Int, isListed: Bool, problem: String? = nil) {
        self.layer = layer
        self.isListed = isListed
        self.problem = problem
    }
}

extension StackPlan {
    /// The layers above the one at `index` that it could name for an argument, the nearest first; those that don't suit it come last. What it reads anyway is none.
    public func candidates(for argument: String, at index: Int, of model: [LayerSpec]) -> [LinkCandidate] {
        guard model.indices.contains(index) else { return [] }
        let found = Array(candidates(for: argument, at: index, StackLinks(model), model[index]))
        return found.filter { $0.problem == nil } + found.filter { $0.problem != nil }
    }

    /// The nearest that suits.
    func suitable(for argument: String, at index: Int, _ links: StackLinks, _ spec: LayerSpec) -> LinkCandidate? {
        candidates(for: argument, at: index, links, spec).first { $0.problem == nil }
    }

    /// What a layer at `index` that joins nothing yet could join.
    func joining(_ index: Int, _ links: StackLinks, _ spec: LayerSpec) -> [LayerProblem.Repair] {
        guard let argument = spec.joinedArgument, spec.references.isEmpty else { return [] }
        return suitable(for: argument, at: index, links, spec).map { [.refer(argument: argument, insteadOf: nil, to: $0)] } ?? []
    }

    private func candidates(for argument: String, at index: Int, _ links: StackLinks, _ spec: LayerSpec) -> some Sequence<LinkCandidate> {
        let above = Array(layers.prefix(index)), read = links.read(by: index), forms = Self.forms(of: argument, in: spec)
        let others = argument == "from" ? spec.references.compactMap { links.layer(named: $0.name, above: index) }.map(Source.layer) : []
        return above.indices.reversed().lazy.compactMap { layer -> LinkCandidate? in
            if argument == "from" ? layer == index - 1 : read == .layer(layer) && argument == spec.joinedArgument { return nil }
            var problem: String?
            for (form, isListed) in forms {
                do throws(LayerProblem) {
                    _ = try Self.plan(form, argument == "from" ? [.layer(layer)] + others : [read ?? .data, .layer(layer)], after: above, input: input, sizes: sizes)
                    return LinkCandidate(layer: layer, isListed: isListed)
                } catch { problem = problem ?? error.sentence }
            }
            return LinkCandidate(layer: layer, isListed: false, problem: problem)
        }
    }

    /// The layer with a name for the argument, in each of the ways in which one can stand there.
    private static func forms(of argument: String, in spec: LayerSpec) -> [(spec: LayerSpec, isListed: Bool)] {
        let values: [(ArgumentValue, Bool)] = [(.choice("x"), false), (.names(["x"]), true)]
        return values.compactMap { value, isListed in
            var form = spec
            return form.set(argument, to: value) ? (form, isListed) : nil
        }
    }
}

extension LayerSpec {
    /// The argument that a merge is nothing without: the layers that it joins to what it reads; `nil` for other layers.
    public var joinedArgument: String? { arguments.first { $0.isRequired && $0.isReference }?.name }
}
