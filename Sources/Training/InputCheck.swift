import Datasets
import Networks
import Recipes
import Tensors

/// Checks the values of the inputs where not every number is allowed: a first Embedding needs indices of its rows, a family may need a range.
struct InputCheck {
    /// The first layer, where it reads symbols.
    private let table: StackPlan.PlannedLayer?
    private let family: Family

    init(_ check: RecipeCheck) {
        table = check.plan.layers.first.flatMap { $0.spec.readsSymbols ? $0 : nil }
        family = check.family
    }

    /// Why the model can't read the inputs, in one sentence; `nil` where it can.
    func problem(of parts: [Examples]) -> String? {
        let values = parts.lazy.flatMap { part in (0..<part.count).lazy.flatMap { part.input($0).values } }
        if let table { return table.problem(ofSymbols: values) }
        return family.description.problem(ofInputs: values)
    }
}

extension StackPlan.PlannedLayer {
    /// Why a first layer that looks symbols up can't read these numbers, in one sentence; `nil` where it can.
    func problem(ofSymbols values: some Sequence<Float>) -> String? {
        var largest: Float = 0
        for value in values {
            guard value >= 0, value == value.rounded() else {
                return
                    "Layer 1 (\(spec.kerasName)): expected whole numbers from 0 as inputs, got \(value). Give it data of symbols; bytes (uint8), which become 0 to 1, need scaling: none."
            }
            largest = max(largest, value)
        }
        return largest < Float(symbols ?? 0) ? nil : sentence(symbols: Int(min(largest, 1e9)) + 1)
    }
}
