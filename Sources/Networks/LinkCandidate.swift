/// A layer above that another layer could refer to.
public struct LinkCandidate: Hashable, Sendable {
    /// The index of the layer in the stack, from 0.
    public let layer: Int
    /// Whether the argument takes its name in a list: `[h]`.
    public let isListed: Bool
    /// Why it can't be referred to, in one sentence; `nil` where it can.
    public let problem: String?

    /// A layer that can be referred to, unless a problem is given.
    public init(layer: Int, isListed: Bool, problem: String? = nil) {
        self.layer = layer
        self.isListed = isListed
        self.problem = problem
    }
}

extension StackPlan {
    /// The layers above the one at `index` that could be the value of an argument, the nearest first, followed by those that don't fit, with the reason. The layer that it reads already
    /// is left out.
    public func candidates(for argument: String, at index: Int, of model: [LayerSpec]) -> [LinkCandidate] {
        guard model.indices.contains(index) else { return [] }
        let found = Array(candidates(for: argument, at: index, StackLinks(model), model[index]))
        return found.filter { $0.problem == nil } + found.filter { $0.problem != nil }
    }

    /// The nearest layer that fits.
    func suitable(for argument: String, at index: Int, _ links: StackLinks, _ spec: LayerSpec) -> LinkCandidate? {
        candidates(for: argument, at: index, links, spec).first { $0.problem == nil }
    }

    /// The repair for a merge at `index` that names no layer yet.
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

    /// The layer with a name as the value of the argument, in each form that the argument accepts: alone or in a list.
    private static func forms(of argument: String, in spec: LayerSpec) -> [(spec: LayerSpec, isListed: Bool)] {
        let values: [(ArgumentValue, Bool)] = [(.choice("x"), false), (.names(["x"]), true)]
        return values.compactMap { value, isListed in
            var form = spec
            return form.set(argument, to: value) ? (form, isListed) : nil
        }
    }
}

extension LayerSpec {
    /// The argument of a merge that names the layers to combine with its input; `nil` for other layers.
    public var joinedArgument: String? { arguments.first { $0.isRequired && $0.isReference }?.name }
}
