import Datasets
import Networks
import Recipes
import Tensors

/// The numbers of the data against a first layer that takes not every number: the table that an Embedding picks rows of, a Boltzmann machine's units.
struct InputCheck {
    private let embedding: Embedding?
    private let isMachine: Bool

    init(_ plan: StackPlan, _ recipe: Recipe) {
        embedding = if case .embedding(let embedding)? = plan.layers.first?.spec { embedding } else { nil }
        isMachine = recipe.compile?.loss.kind == .contrastiveDivergence
    }

    /// Why the stack can't read the data; `nil` where it can.
    func problem(of parts: [Examples]) -> String? {
        guard embedding != nil || isMachine else { return nil }
        for part in parts {
            for place in 0..<part.count {
                let values = part.input(place).values
                if let embedding, let sentence = Self.problem(embedding, values) { return sentence }
                if isMachine, let wrong = values.first(where: { !(0...1).contains($0) }) {
                    return "Layer 1 (RBM): expected inputs from 0 to 1, as its units are, got \(wrong). Give the data scaling: normalise."
                }
            }
        }
        return nil
    }

    static func problem(_ embedding: Embedding, _ values: some Sequence<Float>) -> String? {
        guard let wrong = values.first(where: { !($0 >= 0 && $0 < Float(embedding.inputDim) && $0 == $0.rounded()) }) else { return nil }
        return wrong >= 0 && wrong == wrong.rounded()
            ? "Layer 1 (Embedding): input_dim: expected more than the symbol \(Int(min(wrong, 1e9))) of the data, got \(embedding.inputDim). Raise it to \(Int(min(wrong, 1e9)) + 1) or more."
            : "Layer 1 (Embedding): expected whole numbers from 0 as inputs, got \(wrong). Give it data of symbols; of bytes (uint8), which become 0 to 1, with scaling: none."
    }
}
