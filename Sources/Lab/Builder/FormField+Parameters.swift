import Networks
import Recipes

/// The parameters of a form — a schedule, a loss, a metric, a stop rule — as rows of their own, and set by their names.
extension Form {
    func fields(under path: String, section: String, words: [String: [String]] = [:]) -> [FormField] {
        kind.parameters.map { parameter in
            let name = parameter.name, given = text.values[name], help = ParameterHelp.of(name)
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

    /// The form with another value of a parameter; `nil` where it is none that the parameter takes.
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
        case .pair, .numberOfClasses, .integers, .edges, .form, .layer: return nil
        }
        return Form(FormText(kind.rawValue, values))
    }

    /// Another kind with what both can be told.
    func changed(to kind: Kind) -> Form {
        text.values.reduce(Form(kind)) { form, value in Form(FormText(kind.rawValue, form.text.values.merging([value.key: value.value]) { $1 })) ?? form }
    }
}

/// One line on each parameter of a form.
private enum ParameterHelp {
    static func of(_ name: String) -> String { lines[name] ?? name.replacing("_", with: " ") }

    private static let lines = [
        "label_smoothing": "share of certainty that goes to the other classes", "delta": "up to this difference squared, beyond it straight",
        "k": "right where the class is among so many", "thresholds": "from here on an output is a yes",
        "initial_learning_rate": "the rate at the first step", "learning_rate": "the rate after the rise", "decay_steps": "steps that the decay is measured by",
        "decay_rate": "what the rate is multiplied by, or divided with, each decay_steps", "staircase": "falls at once after decay_steps, not a little each step",
        "boundaries": "steps at which the rate changes", "values": "the rates: one more than boundaries", "end_learning_rate": "the rate at the end",
        "power": "1 falls straight, 2 fast at first", "cycle": "begins again when it has reached the end", "alpha": "share of the rate that is left at the end",
        "warmup_target": "the rate that the warm-up rises to", "warmup_steps": "steps of the rise", "first_decay_steps": "steps of the first wave",
        "t_mul": "how much longer each wave is than the last", "m_mul": "how high each wave begins beside the last",
        "patience": "epochs without a better figure before it acts", "monitor": "the figure that is watched", "min_delta": "what counts as better at least",
        "restore_best_weights": "goes back to the best epoch's weights", "start_from_epoch": "epochs before it begins to watch",
        "factor": "what the rate is multiplied by", "cooldown": "epochs of rest after a change", "min_lr": "the rate never falls below this",
    ]
}
