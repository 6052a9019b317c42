import Networks
import Recipes

extension Recipe {
    /// The rows of fit and of the callbacks.
    var fitFields: [FormField] {
        var fields = [
            FormField("epochs", .integer(FitSpec.epochsRange), "how often every example is used", .integer(fit.epochs), section: "fit"),
            FormField("batch_size", .integer(FitSpec.batchRange), "examples in each step", .integer(fit.batchSize), section: "fit"),
            FormField(
                "validation_split", .real(0...1, includesUpper: false), "the share for validation, from the end", .real(fit.validationSplit), section: "fit"),
            FormField(
                "training_samples", .optionalInteger(FitSpec.trainingSamplesRange, noneMeans: "all"), "train on the first samples only, this many; none: on all",
                fit.trainingSamples.map(ArgumentValue.integer) ?? .none, isDefault: fit.trainingSamples == nil, section: "fit"),
            FormField("shuffle", .flag, "a new order of the examples in each epoch", .flag(fit.shuffle), isDefault: fit.shuffle, section: "fit"),
            FormField("seed", .integer(FitSpec.seedRange), "the same seed gives the same results", .integer(fit.seed), section: "fit"),
        ]
        for kind in StopRuleKind.allCases {
            let rule = fit.callbacks.first { $0.kind == kind }, path = "callbacks.\(kind.rawValue)"
            fields.append(FormField(path, .flag, kind.help, .flag(rule != nil), isDefault: rule == nil, section: "stop rules"))
            fields += rule?.fields(under: path, section: "stop rules", words: ["monitor": monitorNames]) ?? []
        }
        return fields
    }

    /// The losses and metrics that a run of this recipe has, as callbacks name them.
    private var monitorNames: [String] {
        let known = ["loss"] + (compile?.metrics.map(\.name) ?? [])
        return fit.validationSplit > 0 || data.split != nil ? known.map { "val_" + $0 } + known : known
    }

    /// Sets a row of fit by its path; `nil` where the path is not one of fit.
    mutating func setFit(_ path: [String], to value: ArgumentValue) -> Bool? {
        switch (path.first, value) {
        case ("epochs", .integer(let number)) where FitSpec.epochsRange.contains(number): fit.epochs = number
        case ("batch_size", .integer(let number)) where FitSpec.batchRange.contains(number): fit.batchSize = number
        case ("validation_split", .real(let share)) where share >= 0 && share < 1: fit.validationSplit = share
        case ("validation_split", .integer(0)): fit.validationSplit = 0
        case ("training_samples", .none): fit.trainingSamples = nil
        case ("training_samples", .integer(let number)) where FitSpec.trainingSamplesRange.contains(number): fit.trainingSamples = number
        case ("shuffle", .flag(let flag)): fit.shuffle = flag
        case ("seed", .integer(let number)) where FitSpec.seedRange.contains(number): fit.seed = number
        case ("callbacks", _): return setRule(Array(path.dropFirst()), to: value)
        case ("epochs", _), ("batch_size", _), ("validation_split", _), ("training_samples", _), ("shuffle", _), ("seed", _): return false
        default: return nil
        }
        return true
    }

    private mutating func setRule(_ path: [String], to value: ArgumentValue) -> Bool {
        guard let name = path.first, let kind = StopRuleKind(rawValue: name) else { return false }
        let index = fit.callbacks.firstIndex { $0.kind == kind }
        if path.count > 1 {
            guard let index, let changed = fit.callbacks[index].with(path[1], value) else { return false }
            fit.callbacks[index] = changed
            return true
        }
        guard case .flag(let isOn) = value else { return false }
        if let index, !isOn { fit.callbacks.remove(at: index) }
        if index == nil, isOn {
            let rule = StopRule(kind), validates = monitorNames.contains("val_loss")
            // Keras monitors val_loss; a run without validation has only loss.
            fit.callbacks.append(validates ? rule : rule.with("monitor", .choice("loss")) ?? rule)
        }
        return true
    }

    /// Sets a row of compile, fit or data by its path.
    mutating func setSetting(_ path: String, to value: ArgumentValue) -> Bool {
        let parts = path.split(separator: ".").map(String.init)
        let targets = data.targets
        let isAccepted = setFit(parts, to: value) ?? setData(parts, to: value) ?? setCompile(parts, to: value) ?? false
        if data.targets != targets { suitCompileToTargets() }
        return isAccepted
    }
}
