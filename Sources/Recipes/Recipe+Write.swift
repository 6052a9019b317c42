import Networks
import Tensors

extension Recipe {
    /// The recipe as text, in Keras' names; what has its default is left out, so that a person reads what was decided.
    public var yaml: String {
        var lines = ["name: \(Self.quoted(name))"]
        if !description.isEmpty { lines.append("description: \(Self.quoted(description))") }
        if !shows.isEmpty { lines.append("shows: \(Self.quoted(shows))") }
        lines.append("data: \(data.yaml)")
        lines.append(model.isEmpty ? "model: []" : "model:")
        lines += model.map { "  - \($0.yaml)" }
        if let compile {
            let metrics = compile.metrics.map(\.text.yaml).joined(separator: ", ")
            lines.append("compile: {optimizer: \(compile.optimizer.yaml(compile.schedule)), loss: \(compile.loss.text.yaml), metrics: [\(metrics)]}")
        }
        lines.append("fit: \(fit.yaml)")
        return lines.joined(separator: "\n") + "\n"
    }

    /// Writes the file whole or not at all.
    public func write(to path: String) throws(FileError) {
        try FileBytes.write(.init(yaml.utf8), to: path)
    }

    /// A text that YAML reads back as this text.
    static func quoted(_ text: String) -> String {
        let isPlain = text.wholeMatch(of: /[A-Za-z][A-Za-z0-9 _.\/()+'-]*(, [A-Za-z0-9 _.\/()+'-]+)*/) != nil && text.last != " "
            && !["true", "false", "null", "yes", "no", "on", "off", "y", "n"].contains(text.lowercased())
        return isPlain ? text : escaped(text)
    }

    private static func escaped(_ text: String) -> String {
        let escaped = text.unicodeScalars.map { scalar -> String in
            switch scalar {
            case "\"": "\\\""
            case "\\": "\\\\"
            case "\n": "\\n"
            case _ where isUnsafe(scalar): "\\u" + String(scalar.value + 0x10000, radix: 16).suffix(4)
            default: String(scalar)
            }
        }
        return "\"" + escaped.joined() + "\""
    }

    /// What YAML refuses, folds as a line's end, or takes for the mark of an encoding.
    private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF: true
        default: false
        }
    }

    /// The same inside braces, where a comma ends a text.
    static func inBraces(_ text: String) -> String {
        text.wholeMatch(of: /[A-Za-z_.\/~][A-Za-z0-9 _.\/~+-]*/) != nil && quoted(text) == text ? text : escaped(text)
    }
}

extension FormText {
    /// `he_normal`, `{EarlyStopping: {patience: 3}}`: words that a person chose, such as a monitor's, may need quotes.
    var yaml: String {
        guard !values.isEmpty else { return name }
        let written = values.sorted { $0.key < $1.key }.map { key, value -> String in
            if case .word(let word) = value { "\(key): \(Recipe.inBraces(word))" } else { "\(key): \(value)" }
        }
        return "{\(name): {\(written.joined(separator: ", "))}}"
    }
}

extension LayerSpec {
    var yaml: String {
        let written = arguments.filter { $0.isRequired || !$0.isDefault }.map { state -> String in
            if case .layer(let inner) = state.value { return "\(state.name): \(inner.yaml.contains(":") ? "{\(inner.yaml)}" : inner.yaml)" }
            return "\(state.name): \(state.value)"
        }
        return written.isEmpty ? kerasName : "\(kerasName): {\(written.joined(separator: ", "))}"
    }
}

extension OptimizerSpec {
    func yaml(_ schedule: Schedule?) -> String {
        var written = arguments.filter { !$0.isDefault && (schedule == nil || $0.name != "learning_rate") }.map { "\($0.name): \($0.value)" }
        if let schedule {
            let text = schedule.text.values.isEmpty ? "{\(schedule.name): {}}" : schedule.text.yaml
            written.insert("learning_rate: \(text)", at: 0)
        }
        return written.isEmpty ? kerasName : "{\(kerasName): {\(written.joined(separator: ", "))}}"
    }
}

extension FitSpec {
    var yaml: String {
        var fields = ["epochs: \(epochs)", "batch_size: \(batchSize)", "validation_split: \(validationSplit)"]
        if !shuffle { fields.append("shuffle: false") }
        fields.append("seed: \(seed)")
        if !callbacks.isEmpty { fields.append("callbacks: [\(callbacks.map(\.text.yaml).joined(separator: ", "))]") }
        return "{" + fields.joined(separator: ", ") + "}"
    }
}
