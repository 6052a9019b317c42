import Datasets
import Networks

/// A change of a recipe as a value: a check or a health rule proposes it, a key applies it.
public enum RecipeEdit: Hashable, Sendable {
    case scaling(DataSpec.Scaling)
    case targetScaling(DataSpec.Scaling)
    case targets(DataSpec.TargetChoice)
    case loss(LossSpec)
    /// Every class in both parts, the share of the validation part as given.
    case split(validation: Double)
    /// Each class counts as much as any other.
    case balanceClasses
    case batchSize(Int)
    case learningRate(Double)
    /// The default initializers, which keep a layer's outputs at about the size of its inputs.
    case defaultInitializers
    /// Another activation for every hidden layer that has one other than linear.
    case hiddenActivation(Activation)
    /// An EarlyStopping that restores the weights of the best epoch.
    case stopEarly(patience: Int)
    case epochs(Int)
    case validationSplit(Double)
    /// Examples are trained on in the order of the data.
    case keepOrder
    /// Another metric for the callback at an index to watch.
    case monitor(Int, String)
    /// Another factor for the callback at an index.
    case factor(Int, Double)
    case optimizer(OptimizerSpec)
    case compile(CompileSpec)
    /// A metric is replaced by another, or removed.
    case metric(MetricSpec, MetricSpec?)
    /// A column's mean replaces missing values of a table.
    case fillMissing

    /// What it sets, in the words of a recipe, for the key that applies it.
    public var title: String {
        switch self {
        case .scaling(let scaling): "scaling: \(scaling.rawValue)"
        case .targetScaling(let scaling): "target_scaling: \(scaling.rawValue)"
        case .targets(let choice): "targets_are: \(choice.rawValue)"
        case .loss(let loss): "loss: \(loss.name)"
        case .split(let validation): "split: {validation: \(validation)}"
        case .balanceClasses: "class_weight: balanced"
        case .batchSize(let size): "batch_size: \(size)"
        case .learningRate(let rate): "learning_rate: \(rate)"
        case .defaultInitializers: "the default initializers"
        case .hiddenActivation(let activation): "activation: \(activation.rawValue) in the hidden layers"
        case .stopEarly(let patience): "EarlyStopping: {patience: \(patience)}"
        case .epochs(let epochs): "epochs: \(epochs)"
        case .validationSplit(let share): "validation_split: \(share)"
        case .keepOrder: "shuffle: false"
        case .monitor(_, let name): "monitor: \(name)"
        case .factor(_, let factor): "factor: \(factor)"
        case .optimizer(let optimizer): "optimizer: \(optimizer.kerasName)"
        case .compile(let compile): "loss: \(compile.loss.name)"
        case .metric(let old, nil): "no metric \(old.name)"
        case .metric(let old, let new?): "metric \(new.name) instead of \(old.name)"
        case .fillMissing: "missing: mean"
        }
    }
}

extension Recipe {
    /// Makes the change.
    public mutating func apply(_ edit: RecipeEdit) {
        switch edit {
        case .scaling(let scaling): data.scaling = scaling
        case .targetScaling(let scaling): data.targetScaling = scaling
        case .targets(let choice): data.targets = choice
        case .loss(let loss): compile?.loss = loss
        case .split(let validation):
            let test = if case .shares(_, let test)? = data.split?.kind { test } else { 0.0 }
            data.split = SplitSpec(.shares(validation: validation, test: test))
            fit.validationSplit = 0
        case .balanceClasses: data.classWeight = .balanced
        case .batchSize(let size): fit.batchSize = size
        case .learningRate(let rate):
            compile?.optimizer.learningRate = rate
            compile?.schedule = nil
        case .defaultInitializers:
            for index in model.indices { model[index].takeDefaultInitializers() }
        case .hiddenActivation(let activation):
            // After the last layer that computes anything, outputs are only arranged: its activation belongs to the answer.
            let last = model.lastIndex { $0.arrangement == .none } ?? 0
            for index in 0..<last where ![nil, .linear].contains(model[index].lastActivation) {
                let value = ArgumentValue.choice(activation.rawValue)
                if !model[index].set("activation", to: value) { _ = model[index].set(LayerSpec.innerPrefix + "activation", to: value) }
            }
        case .stopEarly(let patience):
            fit.callbacks.removeAll { $0.kind == .earlyStopping }
            fit.callbacks.append(StopRule(.earlyStopping, ["patience": .number(Double(patience)), "restore_best_weights": .word("true")]))
        case .epochs(let epochs): fit.epochs = epochs
        case .validationSplit(let share): fit.validationSplit = share
        case .keepOrder: fit.shuffle = false
        case .monitor(let index, let name): change(index, "monitor", .word(name))
        case .factor(let index, let factor): change(index, "factor", .number(factor))
        case .optimizer(let optimizer): compile?.optimizer = optimizer
        case .compile(let compile): self.compile = compile
        case .metric(let old, let new):
            guard let index = compile?.metrics.firstIndex(of: old) else { break }
            compile?.metrics.remove(at: index)
            if let new, compile?.metrics.contains(new) == false { compile?.metrics.insert(new, at: index) }
        case .fillMissing: data.source.table?.missing = .mean
        }
    }

    /// Sets a parameter of the callback at an index.
    private mutating func change(_ index: Int, _ parameter: String, _ value: FormValue) {
        guard fit.callbacks.indices.contains(index) else { return }
        let rule = fit.callbacks[index]
        fit.callbacks[index] = StopRule(rule.kind, rule.text.values.merging([parameter: value]) { $1 })
    }

    /// The recipe with these changes made, in their order.
    public func applying(_ edits: [RecipeEdit]) -> Recipe {
        var recipe = self
        for edit in edits { recipe.apply(edit) }
        return recipe
    }

    /// The edits of these that would change something.
    public func changing(_ edits: [RecipeEdit]) -> [RecipeEdit] { edits.filter { applying([$0]) != self } }

    /// The lines of the recipe's file that edits change, as they stand afterwards.
    public func lines(changedBy edits: [RecipeEdit]) -> [String] {
        let before = Set(yaml.split(separator: "\n"))
        return applying(edits).yaml.split(separator: "\n").filter { !before.contains($0) }.map(String.init)
    }
}

extension LayerSpec {
    /// Sets the initializers to the layer's defaults.
    fileprivate mutating func takeDefaultInitializers() {
        guard let standard = LayerSpec(kerasName: kerasName) else { return }
        for argument in standard.arguments where argument.name.hasSuffix("_initializer") { _ = set(argument.name, to: argument.value) }
    }
}
