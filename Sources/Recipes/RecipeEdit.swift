import Datasets
import Networks

/// A change of a recipe as data: who finds that it would help names it, a key applies it.
public enum RecipeEdit: Hashable, Sendable {
    case scaling(DataSpec.Scaling)
    case targetScaling(DataSpec.Scaling)
    case split(SplitSpec)
    case classWeight(ClassWeight)
    case batchSize(Int)
    case learningRate(Double)
    /// A smaller rate, standardised inputs, and initializers that keep sums of about 1.
    case calmer(rate: Double)
    /// Another activation of every hidden layer that has one of its own.
    case hiddenActivation(Activation)
    /// An EarlyStopping that gives back the weights of the best epoch.
    case stopEarly(patience: Int)

    /// What it does, for the key that applies it.
    public var title: String {
        switch self {
        case .scaling(let scaling): "scaling: \(scaling.rawValue)"
        case .targetScaling(let scaling): "target_scaling: \(scaling.rawValue)"
        case .split: "share every class out between training and validation"
        case .classWeight: "class_weight: balanced"
        case .batchSize(let size): "batch_size: \(size)"
        case .learningRate(let rate): "learning_rate: \(rate)"
        case .calmer(let rate): "learning_rate: \(rate), scaling: standardise, usual initializers"
        case .hiddenActivation(let activation): "hidden layers with \(activation.rawValue)"
        case .stopEarly(let patience): "stop when validation has not got better for \(patience) epochs"
        }
    }
}

extension Recipe {
    public mutating func apply(_ edit: RecipeEdit) {
        switch edit {
        case .scaling(let scaling):
            // Symbols that a table is read by stay whole.
            if case .embedding? = model.first { break }
            data.scaling = scaling
        case .targetScaling(let scaling): data.targetScaling = scaling
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
            for index in model.indices { model[index].takeUsualInitializers() }
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
    /// Initializers of weights as the layer has them where nothing is said.
    fileprivate mutating func takeUsualInitializers() {
        guard let usual = LayerSpec(kerasName: kerasName) else { return }
        for argument in usual.arguments where argument.name.hasSuffix("_initializer") { _ = set(argument.name, to: argument.value) }
    }
}
