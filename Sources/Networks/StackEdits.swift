/// Changes of a stack that keep the references between its layers valid.
extension [LayerSpec] {
    /// Whether any layer has a name, reads another layer than the one above it, or starts or joins branches.
    public var usesLinks: Bool { contains { $0.family == .branch || $0.links != LayerLinks() || !$0.references.isEmpty } }

    /// The index of the first layer with this name.
    public func layer(named name: String) -> Int? { firstIndex { $0.links.name == name } }

    /// The indices of the layers that refer to a layer by its name.
    public func readers(of index: Int) -> [Int] {
        guard let name = self[index].links.name, layer(named: name) == index else { return [] }
        return indices.filter { self[$0].links.from == name || self[$0].references.contains { $0.name == name } }
    }

    /// Gives a layer another name, and changes the references to it. With `nil` the layer loses its name, and references to it stay as they are.
    public mutating func rename(_ index: Int, to name: String?) {
        let readers = readers(of: index), old = self[index].links.name
        self[index].links.name = name
        guard let name, let old else { return }
        for reader in readers { self[reader] = self[reader].referring(to: name, insteadOf: old) }
    }

    /// The layer's name. A layer without one gets a name that says what it is used for.
    public mutating func name(_ index: Int, for argument: String) -> String {
        if let name = self[index].links.name { return name }
        let role = Self.role(of: self[index], for: argument), taken = Set(compactMap(\.links.name))
        let name = taken.contains(role) ? (2...).lazy.map { "\(role)-\($0)" }.first { !taken.contains($0) } ?? role : role
        self[index].links.name = name
        return name
    }

    /// A name for a layer, by what it is used for.
    private static func role(of layer: LayerSpec, for argument: String) -> String {
        switch argument {
        case _ where layer.kerasName == InputLayer.kerasName: "data"
        case "with": "skip"
        case "initial_state": "state"
        default: "trunk"
        }
    }

    /// Lets an argument of the layer at `index` refer to another layer: in place of the name `old` or, where that is `nil`, in addition to the names of a list.
    public mutating func refer(_ index: Int, argument: String, insteadOf old: String?, to candidate: LinkCandidate) {
        guard indices.contains(candidate.layer) else { return }
        let name = name(candidate.layer, for: argument)
        var names: [String] = [], isListed = candidate.isListed
        if case .names(let listed)? = self[index].arguments.first(where: { $0.name == argument })?.value { (names, isListed) = (listed, true) }
        let changed = old.map { old in names.contains(old) ? names.map { $0 == old ? name : $0 } : [name] } ?? names + [name]
        _ = self[index].set(argument, to: isListed ? .names(changed) : .choice(name))
    }

    /// Applies the repair of a problem of the layer at `index`, and returns the index of the layer to select next.
    public mutating func apply(_ repair: LayerProblem.Repair, at index: Int) -> Int {
        guard indices.contains(index) else { return index }
        switch repair {
        case .insertBefore(let spec): insert(spec, at: index)
        case .insertAfter(let spec):
            insert(spec, at: index + 1)
            return index + 1  // the next layer is added after the inserted one
        case .replace(let spec): self[index] = spec
        case .remove: remove(at: index)
        case .refer(let argument, let old, let candidate): refer(index, argument: argument, insteadOf: old, to: candidate)
        case .leaveOut(let argument, let name):
            if argument == "name" {
                rename(index, to: nil)
            } else {
                let kept = self[index].references.filter { $0.argument == argument && $0.name != name }.map(\.name)
                if kept.isEmpty || !self[index].set(argument, to: .names(kept)) { _ = self[index].set(argument, to: .none) }
            }
        case .moveBelow(let layer):
            guard indices.contains(layer), layer > index else { break }
            insert(remove(at: index), at: layer)
            return layer
        }
        return index
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
