import Documents
import Networks
import Tensors

extension YamlNode {
    /// The node as the value of a layer's or optimizer's argument.
    func value(of argument: ArgumentState, what: String) throws(DocumentError) -> ArgumentValue {
        switch (argument.domain, kind) {
        case (.layer, _): return .layer(try LayerSpec(self, isInside: true))
        case (.form(let shapes), .mapping), (.optionalForm(let shapes), .mapping): return .form(try form(what, of: shapes))
        case (_, .mapping), (_, .alias): throw unexpected(argument.domain, what)
        default: break
        }
        guard let value = argument.domain.value(parsing: flat) else { throw unexpected(argument.domain, what) }
        return value
    }

    /// The error that the node is no such value: what the argument may be, what was found, and the nearest word.
    func unexpected(_ domain: ArgumentDomain, _ what: String) -> DocumentError {
        let words: [String] =
            switch domain {
            case .choice(let words): words
            case .form(let shapes), .optionalForm(let shapes): shapes.map(\.name)
            default: []
            }
        return error("\(what): expected \(domain.expectation), got \(got).\(NearestName.suggestion(got, in: words))")
    }
}

/// Choices that have numbers of their own: losses, metrics, schedules, callbacks, and a layer's initializers, regularizers and constraints.
extension YamlNode {
    func form<Kind: FormKind>(_ what: String) throws(DocumentError) -> Form<Kind> {
        let shapes = FormShape.all(of: Kind.self)
        guard let form = Form<Kind>(try form(what, of: shapes, aliases: Kind.aliases)) else {
            throw error("\(what): expected one of \(shapes.map(\.name).joined(separator: ", ")), got \(got).")
        }
        return form
    }

    /// Its name, or its name with parameters, each of which must be known and in its range.
    func form(_ what: String, of shapes: [FormShape], aliases: [String: String] = [:]) throws(DocumentError) -> FormText {
        let nameNode: YamlNode, parameters: YamlNode?
        if kind == .mapping {
            guard entries.count == 1, let (key, value) = entries.first else { throw error("\(what): expected one name with its parameters, got \(got).") }
            (nameNode, parameters) = (key, value)
        } else {
            (nameNode, parameters) = (self, nil)
        }
        let written = try nameNode.text(what), name = aliases[written] ?? written, names = shapes.map(\.name)
        guard let shape = shapes.first(where: { $0.name == name }) else {
            throw nameNode.error("\(what): expected one of \(names.joined(separator: ", ")), got \(written.prefix(40)).\(NearestName.suggestion(written, in: names))")
        }
        var values: [String: FormValue] = [:]
        func put(_ value: YamlNode, _ parameter: FormParameter) throws(DocumentError) {
            let read = try value.formValue("\(what) \(parameter.name)", isWord: parameter.isWord)
            guard let taken = parameter.domain.taken(read) else {
                throw value.error("\(what): \(name) \(parameter.name): expected \(parameter.domain.expectation), got \(value.got).")
            }
            values[parameter.name] = taken
        }
        guard let parameters, !parameters.isNull else { return FormText(name) }
        if parameters.kind == .mapping {
            let given = try parameters.keys("\(what) \(name)", known: shape.parameters.map(\.name))
            for parameter in shape.parameters { if let value = given[parameter.name] { try put(value, parameter) } }
        } else {
            guard let first = shape.parameters.first else { throw parameters.error("\(what): \(name) takes no number, got \(parameters.got).") }
            try put(parameters, first)
        }
        return FormText(name, values)
    }

    /// The node as a parameter's value: a number, a word, or a list of numbers.
    private func formValue(_ what: String, isWord: Bool) throws(DocumentError) -> FormValue {
        if let scalar { return isWord ? .word(scalar) : Double(scalar).map(FormValue.number) ?? .word(scalar) }
        guard kind == .sequence else { throw error("\(what): expected a number, a word or a list of numbers, got \(got).") }
        let numbers = items.compactMap { $0.scalar.flatMap { Double($0) } }
        guard numbers.count == items.count else { throw error("\(what): expected numbers, got \(got).") }
        return .numbers(numbers)
    }
}

extension FormParameter {
    /// Whether the parameter is a word, even one that could be read as a number.
    fileprivate var isWord: Bool { if case .word = domain { true } else { false } }
}
