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
            let metrics = compile.metrics.map(\.text.description).joined(separator: ", ")
            lines.append("compile: {optimizer: \(compile.optimizer.yaml(compile.schedule)), loss: \(compile.loss.text), metrics: [\(metrics)]}")
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
            case _ where scalar.value < 0x20 || scalar.value == 0x7F: "\\x" + String(scalar.value + 0x100, radix: 16).suffix(2)
            default: String(scalar)
            }
        }
        return "\"" + escaped.joined() + "\""
    }

    /// The same inside braces, where a comma ends a text.
    static func inBraces(_ text: String) -> String {
        text.wholeMatch(of: /[A-Za-z_.\/~][A-Za-z0-9 _.\/~+-]*/) != nil && quoted(text) == text ? text : escaped(text)
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
            let text = schedule.text.values.isEmpty ? "{\(schedule.name): {}}" : schedule.text.description
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
        if !callbacks.isEmpty { fields.append("callbacks: [\(callbacks.map(\.text.description).joined(separator: ", "))]") }
        return "{" + fields.joined(separator: ", ") + "}"
    }
}
