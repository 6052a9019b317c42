import Datasets
import Networks

/// A change of a recipe as data: who finds that it would help names it, a key applies it.
public enum RecipeEdit: Hashable, Sendable {
    case scaling(DataSpec.Scaling)
    case learningRate(Double)
    /// An EarlyStopping that gives back the weights of the best epoch.
    case stopEarly(patience: Int)

    /// What it does, for the key that applies it.
    public var title: String {
        switch self {
        case .scaling(let scaling): "scaling: \(scaling.rawValue)"
        case .learningRate(let rate): "learning_rate: \(rate)"
        case .stopEarly(let patience): "stop when validation has not got better for \(patience) epochs"
        }
    }
}

extension Recipe {
    public mutating func apply(_ edit: RecipeEdit) {
        switch edit {
        case .scaling(let scaling): data.scaling = scaling
        case .learningRate(let rate):
            compile?.optimizer.learningRate = rate
            compile?.schedule = nil
        case .stopEarly(let patience):
            fit.callbacks.removeAll { $0.kind == .earlyStopping }
            let rule = FormText(
                StopRuleKind.earlyStopping.rawValue, ["patience": .number(Double(patience)), "restore_best_weights": .word("true")])
            if let rule = StopRule(rule) { fit.callbacks.append(rule) }
        }
    }
}
