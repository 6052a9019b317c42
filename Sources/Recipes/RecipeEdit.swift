import Datasets
import Networks

/// A change of a recipe as a value: a check or a health rule proposes it, a key applies it.
public enum RecipeEdit: Hashable, Sendable {
    case scaling(DataSpec.Scaling)
    case targetScaling(DataSpec.Scaling)
    case targets(DataSpec.TargetChoice)
    case loss(LossSpec)
    case split(SplitSpec)
    case classWeight(ClassWeight)
    case batchSize(Int)
    case learningRate(Double)
    /// A smaller rate, standardised inputs, and the default initializers, which keep a layer's outputs at about the size of its inputs.
    case calmer(rate: Double)
    /// Another activation for every hidden layer that has one other than linear.
    case hiddenActivation(Activation)
    /// An EarlyStopping that restores the weights of the best epoch.
    case stopEarly(patience: Int)

    /// What it changes, as the label of the key that applies it.
    public var title: String {
        switch self {
        case .scaling(let scaling): "scaling: \(scaling.rawValue)"
        case .targetScaling(let scaling): "target_scaling: \(scaling.rawValue)"
        case .targets(let choice): "targets_are: \(choice.rawValue)"
        case .loss(let loss): "loss: \(loss.name)"
        case .split: "split each class between training and validation"
        case .classWeight: "class_weight: balanced"
        case .batchSize(let size): "batch_size: \(size)"
        case .learningRate(let rate): "learning_rate: \(rate)"
        case .calmer(let rate): "learning_rate: \(rate), scaling: standardise, default initializers"
        case .hiddenActivation(let activation): "hidden layers with \(activation.rawValue)"
        case .stopEarly(let patience): "stop when validation has not improved for \(patience) epochs"
        }
    }
}

extension Recipe {
    /// Makes the change.
    public mutating func apply(_ edit: RecipeEdit) {
        switch edit {
        case .scaling(let scaling):
            // Whole numbers that choose rows of a table are not scaled.
            if case .embedding? = model.first { break }
            data.scaling = scaling
        case .targetScaling(let scaling): data.targetScaling = scaling
        case .targets(let choice): data.targets = choice
        case .loss(let loss): compile?.loss = loss
        case .split(let split):
            data.split = split
            fit.validationSplit = 0
        case .classWeight(let weight): data.classWeight = weight
        case .batchSize(let size): fit.batchSize = size
        case .learningRate(let rate):
            compile?.optimizer.learningRate = rate
            compile?.schedule = nil
        case .calmer(let rate):
            apply(.learningRate(rate))
            apply(.scaling(.standardise))
            for index in model.indices { model[index].takeDefaultInitializers() }
        case .hiddenActivation(let activation):
            for index in model.indices.dropLast() where model[index].lastActivation != nil && model[index].lastActivation != .linear {
                _ = model[index].set("activation", to: .choice(activation.rawValue))
            }
        case .stopEarly(let patience):
            fit.callbacks.removeAll { $0.kind == .earlyStopping }
            fit.callbacks.append(StopRule(.earlyStopping, ["patience": .number(Double(patience)), "restore_best_weights": .word("true")]))
        }
    }
}

extension LayerSpec {
    /// Sets the initializers to the layer's defaults.
    fileprivate mutating func takeDefaultInitializers() {
        guard let standard = LayerSpec(kerasName: kerasName) else { return }
        for argument in standard.arguments where argument.name.hasSuffix("_initializer") { _ = set(argument.name, to: argument.value) }
    }
}
