import Networks

extension LayerSpec {
    /// The rows of the arguments: those of an inner layer are below it, and initializers, regularizers and constraints come last. `showsLinks`: with the rows for its name and
    /// its sources.
    func fields(showsLinks: Bool) -> [FormField] { ownFields(prefix: "", level: 0) + (showsLinks ? linkFields : []) + weightFields(prefix: "", level: 0) }

    private var linkFields: [FormField] {
        let isInput = if case .input = self { true } else { false }
        let links = linkArguments.filter { !isInput || !$0.isReference }
        return (links + arguments.filter { $0.domain == .initialState }).map { FormField($0, section: "links") }
    }

    private func ownFields(prefix: String, level: Int) -> [FormField] {
        arguments.filter { !$0.isOfWeights && $0.domain != .initialState }.flatMap { argument -> [FormField] in
            let field = FormField(argument, prefix: prefix, level: level)
            guard case .layer(let inner) = argument.value else { return [field] }
            return [field] + inner.ownFields(prefix: prefix + Self.innerPrefix, level: level + 1)
        }
    }

    private func weightFields(prefix: String, level: Int) -> [FormField] {
        arguments.flatMap { argument -> [FormField] in
            if case .layer(let inner) = argument.value { return inner.weightFields(prefix: prefix + Self.innerPrefix, level: level + 1) }
            return argument.isOfWeights ? [FormField(argument, prefix: prefix, level: level, section: "weights")] : []
        }
    }

    /// Another layer, with the values of the arguments that both have: an LSTM's units become a GRU's.
    func changed(to other: LayerSpec) -> LayerSpec {
        guard other.kerasName != kerasName else { return self }
        return arguments.filter { $0.isRequired || !$0.isDefault }.reduce(into: other) { layer, argument in _ = layer.set(argument.name, to: argument.value) }
    }
}

extension ArgumentState {
    /// Whether it is an initializer, a regularizer or a constraint.
    fileprivate var isOfWeights: Bool {
        switch domain {
        case .form, .optionalForm: true
        default: false
        }
    }
}
