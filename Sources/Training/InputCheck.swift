import Datasets
import Networks
import Recipes
import Tensors

/// The numbers of the data against what takes not every number: the table that a first Embedding picks rows of, what a family learns from.
struct InputCheck {
    private let embedding: Embedding?
    private let family: Family

    init(_ check: RecipeCheck) {
        embedding = if case .embedding(let embedding)? = check.plan.layers.first?.spec { embedding } else { nil }
        family = check.family
    }

    /// Why the stack can't read the data; `nil` where it can.
    func problem(of parts: [Examples]) -> String? {
        let values = parts.lazy.flatMap { part in (0..<part.count).lazy.flatMap { part.input($0).values } }
        if let embedding { return Self.problem(embedding, values) }
        return family.description.problem(ofInputs: values)
    }

    static func problem(_ embedding: Embedding, _ values: some Sequence<Float>) -> String? {
        var largest: Float = 0
        for value in values {
            guard value >= 0, value == value.rounded() else {
                return "Layer 1 (Embedding): expected whole numbers from 0 as inputs, got \(value). Give it data of symbols; of bytes (uint8), which become 0 to 1, with scaling: none."
            }
            largest = max(largest, value)
        }
        return largest < Float(embedding.inputDim) ? nil : embedding.sentence(symbols: Int(min(largest, 1e9)) + 1)
    }
}
