import Networks
import Tensors

/// Choices that have numbers of their own: losses, metrics, schedules, callbacks, and a layer's initializers, regularizers and constraints.
extension YamlNode {
    func form<Kind: FormKind>(_ what: String, aliases: [String: String] = [:]) throws(RecipeError) -> Form<Kind> {
        let shapes = FormShape.all(of: Kind.self)
        guard let form = Form<Kind>(try form(what, of: shapes, aliases: aliases)) else { throw error("\(what): expected one of \(shapes.map(\.name).joined(separator: ", ")), got \(got).") }
        return form
    }

    /// A form: its name, or the name with its parameters, each of which is known and in its range.
    func form(_ what: String, of shapes: [FormShape], aliases: [String: String] = [:]) throws(RecipeError) -> FormText {
        let nameNode: YamlNode, parameters: YamlNode?
        switch node {
        case .mapping(let mapping):
            guard mapping.count == 1, let (key, value) = mapping.first(where: { _ in true }) else { throw error("\(what): expected one name with its parameters, got \(got).") }
            (nameNode, parameters) = (child(key), child(value))
        default: (nameNode, parameters) = (self, nil)
        }
        let written = try nameNode.text(what), name = aliases[written] ?? written, names = shapes.map(\.name)
        guard let shape = shapes.first(where: { $0.name == name }) else {
            throw nameNode.error("\(what): expected one of \(names.joined(separator: ", ")), got \(written.prefix(40)).\(NearestName.suggestion(written, in: names))")
        }
        var values: [String: FormValue] = [:]
        func put(_ value: YamlNode, _ parameter: FormParameter) throws(RecipeError) {
            let read = try value.formValue("\(what) \(parameter.name)", isWord: parameter.isWord)
            guard let taken = parameter.domain.taken(read) else {
                throw value.error("\(what): \(name) \(parameter.name): expected \(parameter.domain.expectation), got \(value.got).")
            }
            values[parameter.name] = taken
        }
        guard let parameters, !parameters.isNull else { return FormText(name) }
        if case .mapping = parameters.node {
            let given = try parameters.keys("\(what) \(name)", known: shape.parameters.map(\.name))
            for parameter in shape.parameters { if let value = given[parameter.name] { try put(value, parameter) } }
        } else {
            guard let first = shape.parameters.first else { throw parameters.error("\(what): \(name) takes no number, got \(parameters.got).") }
            try put(parameters, first)
        }
        return FormText(name, values)
    }

    private func formValue(_ what: String, isWord: Bool) throws(RecipeError) -> FormValue {
        switch node {
        case .scalar(let scalar) where isWord: return .word(scalar.string)
        case .scalar(let scalar): return Double(scalar.string).map(FormValue.number) ?? .word(scalar.string)
        case .sequence(let sequence):
            let numbers = sequence.compactMap { $0.scalar.flatMap { Double($0.string) } }
            guard numbers.count == sequence.count else { throw error("\(what): expected numbers, got \(got).") }
            return .numbers(numbers)
        case .mapping, .alias: throw error("\(what): expected a number, a word or a list of numbers, got \(got).")
        }
    }
}

extension FormParameter {
    /// Whether the parameter is a word, even one that reads as a number.
    fileprivate var isWord: Bool { if case .word = domain { true } else { false } }
}
