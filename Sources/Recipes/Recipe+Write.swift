import Documents
import Networks
import Tensors

extension Recipe {
    /// The recipe as YAML, with Keras' names. Most arguments that have their default are left out, so that a reader sees what was chosen.
    public var yaml: String {
        var lines = ["name: \(YamlText.quoted(name))"]
        if !description.isEmpty { lines.append("description: \(YamlText.quoted(description))") }
        if !shows.isEmpty { lines.append("shows: \(YamlText.quoted(shows))") }
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

    /// Writes the recipe to a file, completely or not at all. Throws a `FileError` where it can't be written.
    public func write(to path: String) throws(FileError) {
        try FileBytes.write(.init(yaml.utf8), to: path)
    }
}

extension FormText {
    /// `he_normal`, `{EarlyStopping: {patience: 3}}`. Words that a person chose, such as a monitor's, are quoted where needed.
    var yaml: String {
        guard !values.isEmpty else { return name }
        let written = values.sorted { $0.key < $1.key }.map { key, value -> String in
            switch value {
            // A flag is a word that needs no quotes, a count a number without a fraction.
            case .word(let word) where !["true", "false"].contains(word): "\(key): \(YamlText.inBraces(word))"
            case .number(let number): "\(key): \(Int(exactly: number).map(String.init) ?? "\(value)")"
            case .word, .numbers: "\(key): \(value)"
            }
        }
        return "{\(name): {\(written.joined(separator: ", "))}}"
    }
}

extension LayerSpec {
    /// The layer as a recipe writes it: `Dense: {units: 10}`.
    public var yaml: String {
        let written = (arguments + linkArguments).filter { $0.isRequired || !$0.isDefault }.map { state -> String in
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
        if let trainingSamples { fields.append("training_samples: \(trainingSamples)") }
        if !shuffle { fields.append("shuffle: false") }
        fields.append("seed: \(seed)")
        if !callbacks.isEmpty { fields.append("callbacks: [\(callbacks.map(\.text.yaml).joined(separator: ", "))]") }
        return "{" + fields.joined(separator: ", ") + "}"
    }
}
