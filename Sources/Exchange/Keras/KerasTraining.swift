import Datasets
import Networks
import Recipes

/// `compile`, the callbacks and `fit` of a Keras program.
struct KerasTraining {
    private let compile: CompileSpec
    private let fit: FitSpec
    private let data: DataSpec
    private let loss: String

    /// `nil` where the recipe has no loss, or one that Keras does not have.
    init?(_ recipe: Recipe) {
        guard let compile = recipe.compile, let path = compile.loss.kind.kerasPath else { return nil }
        (self.compile, fit, data) = (compile, recipe.fit, recipe.data)
        loss = KerasText.python(compile.loss.text, path)
    }

    var lines: [String] {
        var lines: [String] = []
        lines += compile.metrics.compactMap(\.kind.kerasNote).map { "# \($0)" }
        if compile.schedule.map({ $0.kind.kerasPath == nil }) ?? false {
            lines.append("# Keras has no LinearWarmup: a CosineDecay with a warm-up that then stays constant is the same.")
        }
        let metrics = compile.metrics.compactMap { $0.keras(beside: compile.loss) }.map { KerasText.python($0.text, $0.path) }
        lines.append(
            "model.compile(optimizer=\(optimizer), loss=\(loss)\(metrics.isEmpty ? "" : ", metrics=[\(metrics.joined(separator: ", "))]"))")
        var arguments = "epochs=\(fit.epochs), batch_size=\(fit.batchSize)"
        if fit.validationSplit > 0 { arguments += ", validation_split=\(fit.validationSplit)" }
        if !fit.shuffle { arguments += ", shuffle=False" }
        if !fit.callbacks.isEmpty {
            lines.append("callbacks = [")
            lines += fit.callbacks.compactMap(callback).map { "    \($0)," }
            lines.append("]")
            arguments += ", callbacks=callbacks"
        }
        return lines + ["model.fit(\(inputs), \(targets), \(arguments))"]
    }

    /// The arrays of inputs and targets: an autoencoder's targets are its inputs, a denoising one's the inputs without noise.
    private var inputs: String { data.targets == .inputs && data.noise != nil ? "x_noisy" : "x_train" }
    private var targets: String { data.targets == .inputs ? "x_train" : "y_train" }

    /// The arrays that `fit` reads, each once.
    var arguments: [String] { inputs == targets ? [inputs] : [inputs, targets] }

    private var optimizer: String {
        let optimizer = compile.optimizer
        var named = optimizer.arguments.filter { !$0.isDefault && (compile.schedule == nil || $0.name != "learning_rate") }.map { state in
            // Keras' AdamW needs a number even where there is no decay.
            "\(state.name)=\(state.name == "weight_decay" && state.value == .none ? "0.0" : KerasText.python(state))"
        }
        if let schedule = compile.schedule { named.insert("learning_rate=\(rate(schedule))", at: 0) }
        return named.isEmpty ? "\"\(optimizer.kerasName)\"" : KerasText.call("optimizers.\(optimizer.kerasClass)", named)
    }

    /// Arguments that Keras' schedules require, even where Strata has a default.
    private static let requiredArguments = ["initial_learning_rate", "decay_steps", "first_decay_steps", "decay_rate", "boundaries", "values"]

    private func rate(_ schedule: Schedule) -> String {
        guard let path = schedule.kind.kerasPath else {
            let rate = KerasText.python(schedule["learning_rate"]), steps = KerasText.python(schedule["warmup_steps"])
            guard schedule["warmup_steps"] > 1 else { return rate }
            return KerasText.call("optimizers.schedules.CosineDecay", ["\(rate) / \(steps)", "decay_steps=1", "alpha=1.0", "warmup_target=\(rate)", "warmup_steps=\(steps) - 1"])
        }
        var values = schedule.text.values
        for name in schedule.kind.parameters.map(\.name) where Self.requiredArguments.contains(name) && values[name] == nil {
            values[name] = schedule.numbers(name).isEmpty ? .number(schedule[name]) : .numbers(schedule.numbers(name))
        }
        return KerasText.call(path, schedule.kind.parameters.map(\.name).compactMap { name in values[name].map { "\(name)=\(KerasText.python($0))" } })
    }

    /// A callback. Keras guesses from "acc" in a metric's name whether higher is better, so other metrics need `mode`; a checkpoint needs a file.
    private func callback(_ rule: StopRule) -> String? {
        var arguments = KerasText.named(rule.text)
        if rule.kind == .modelCheckpoint { arguments = ["\"best.weights.h5\""] + arguments + ["save_best_only=True", "save_weights_only=True"] }
        if rule.isBetterHigher, !rule.monitor.contains("acc") { arguments.append("mode=\"max\"") }
        return rule.kind.kerasPath.map { KerasText.call($0, arguments) }
    }
}
