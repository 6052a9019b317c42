import Networks
import Recipes

/// The rows for the parameters of a schedule, a loss, a metric or a callback.
extension Form {
    func fields(under path: String, section: String, words: [String: [String]] = [:]) -> [FormField] {
        kind.parameters.map { parameter in
            let name = parameter.name, given = text.values[name], help = parameter.help
            func field(_ domain: ArgumentDomain, _ value: ArgumentValue, expectation: String? = nil) -> FormField {
                FormField("\(path).\(name)", domain, help, value, isDefault: given == nil, level: 1, section: section, expectation: expectation)
            }
            switch parameter.domain {
            case .count(_, let range): return field(.integer(range), .integer(Int(self[name])))
            case .number(_, let range): return field(.real(range, includesUpper: true), .real(self[name]))
            case .optionalNumber(let range): return field(.optionalReal(range, noneMeans: "none"), optional(name).map(ArgumentValue.real) ?? .none)
            case .optionalCount(let range):
                let bounds = Double(range.lowerBound)...Double(range.upperBound)
                return field(.optionalReal(bounds, noneMeans: "none"), optional(name).map(ArgumentValue.real) ?? .none)
            case .numbers:
                return field(.choice([]), .choice(FormValue.numbers(numbers(name)).description), expectation: "numbers, such as [1000, 2000]")
            case .word(_, ["true", "false"]): return field(.flag, .flag(flag(name)))
            case .word(_, let known):
                let all = words[name] ?? known, word = word(name)
                return field(.choice(all.contains(word) ? all : [word] + all), .choice(word))
            }
        }
    }

    /// The same with another value of a parameter; `nil` where the value is not allowed.
    func with(_ name: String, _ value: ArgumentValue) -> Form? {
        var values = text.values
        switch value {
        case .none: values[name] = nil
        case .flag(let flag): values[name] = .word(flag ? "true" : "false")
        case .integer(let number): values[name] = .number(Double(number))
        case .real(let number): values[name] = .number(number)
        case .choice(let word):
            guard let parameter = kind.parameters.first(where: { $0.name == name }) else { return nil }
            if case .numbers = parameter.domain {
                let numbers = word.split { "[](), ".contains($0) }.map { Double($0) }
                guard !numbers.isEmpty, !numbers.contains(nil) else { return nil }
                values[name] = .numbers(numbers.compactMap { $0 })
            } else {
                values[name] = .word(word)
            }
        case .pair, .size, .integers, .edges, .form, .layer, .names: return nil
        }
        return Form(FormText(kind.rawValue, values))
    }

    /// Another kind, with the values of the parameters that both have.
    func changed(to kind: Kind) -> Form {
        text.values.reduce(Form(kind)) { form, value in Form(FormText(kind.rawValue, form.text.values.merging([value.key: value.value]) { $1 })) ?? form }
    }
}
