import Networks

/// Writes parts of a recipe as Python expressions for Keras 3.
enum KerasText {
    /// `layers.Conv2D(16, (3, 3), activation="relu")`; layers that Keras does not have were refused before.
    static func python(_ layer: LayerSpec, _ more: [String] = []) -> String {
        let arguments = layer.arguments.filter { !$0.isReference }
        let positional = arguments.filter(\.isRequired).map { python($0) }
        let named = arguments.filter { !$0.isRequired && (!$0.isDefault || layer.saidInKeras.contains($0.name)) }.map { "\($0.name)=\(python($0))" }
        return "\(layer.kerasPath ?? layer.kerasName)(\((positional + named + more).joined(separator: ", ")))"
    }

    static func python(_ argument: ArgumentState) -> String {
        switch argument.value {
        case .pair(let rows, let columns): return "(\(rows), \(columns))"
        case .flag(let flag): return flag ? "True" : "False"
        case .choice(let word): return quoted(word)
        case .none: return "None"
        case .integers(let numbers): return "(\(numbers.map(String.init).joined(separator: ", "))\(numbers.count == 1 ? "," : ""))"
        case .edges(let edges): return "((\(edges.top), \(edges.bottom)), (\(edges.left), \(edges.right)))"
        case .layer(let layer): return python(layer)
        case .names(let names): return "[\(names.map(quoted).joined(separator: ", "))]"
        case .form(let form):
            let shapes: [FormShape] =
                switch argument.domain {
                case .form(let shapes), .optionalForm(let shapes): shapes
                default: []
                }
            return python(form, shapes.first { $0.name == form.name }?.kerasPath ?? form.name)
        case .integer, .real, .size: return "\(argument.value)"
        }
    }

    /// Names that Keras accepts only as a class, not as a string.
    private static let onlyClasses: Set<String> = ["l1_l2", "constant"]

    /// A form by its name where it has nothing of its own, otherwise as a call of its class.
    static func python(_ form: FormText, _ path: String) -> String {
        form.values.isEmpty && !onlyClasses.contains(form.name) ? quoted(form.name) : call(path, named(form))
    }

    static func call(_ path: String, _ arguments: [String]) -> String { "keras.\(path)(\(arguments.joined(separator: ", ")))" }

    /// `name=value` of what a form says.
    static func named(_ form: FormText) -> [String] { form.values.sorted { $0.key < $1.key }.map { "\($0.key)=\(python($0.value))" } }

    static func python(_ value: FormValue) -> String {
        switch value {
        case .word(let word): word == "true" ? "True" : word == "false" ? "False" : quoted(word)
        case .number(let number): python(number)
        case .numbers(let numbers): "[\(numbers.map(python).joined(separator: ", "))]"
        }
    }

    static func python(_ number: Double) -> String { number == number.rounded() && abs(number) < 1e15 ? String(Int(number)) : "\(number)" }

    /// A list of strings: `["a", "b"]`.
    static func list(_ words: [String]) -> String { "[\(words.map(quoted).joined(separator: ", "))]" }

    static func quoted(_ word: String) -> String {
        let escaped = word.unicodeScalars.map { scalar -> String in
            switch scalar {
            case "\"", "\\": "\\" + String(scalar)
            case _ where scalar.value < 0x20: "\\x" + String(scalar.value + 0x100, radix: 16).suffix(2)
            default: String(scalar)
            }
        }
        return "\"" + escaped.joined() + "\""
    }
}
