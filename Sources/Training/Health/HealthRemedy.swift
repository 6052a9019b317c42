import Recipes
import Tensors

/// A possible repair as data, so that a key can apply it.
public enum HealthRemedy: Hashable, Sendable {
    /// Changes of the recipe for the next run.
    case edits([RecipeEdit])
    /// Another learning rate for the current run.
    case rate(Double)
    /// The end of the current run.
    case stop

    /// What it sets, for the key that applies it: `learning_rate: 0.001 and scaling: standardise`.
    public var title: String {
        switch self {
        case .edits(let edits): edits.map(\.title).listed("and")
        case .rate(let rate): "rate \(Figures.number(rate)) at once"
        case .stop: "stop the run here"
        }
    }

    /// The remedy as advice, one sentence.
    var advice: String {
        switch self {
        case .edits: "Start again with \(title)."
        case .rate(let rate): "Lower the rate to \(Figures.number(rate)) with <."
        case .stop: "Stop it with x."
        }
    }
}
