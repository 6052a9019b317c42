import Datasets
import Networks
import Recipes
import Tensors

/// Checks the values of the inputs where not every number is allowed: a first Embedding needs indices of its rows, a family may need a range.
struct InputCheck {
    private let plan: StackPlan
    private let family: Family

    init(_ check: RecipeCheck) { (plan, family) = (check.plan, check.family) }

    /// Why the model can't read the inputs, in one sentence; `nil` where it can.
    func problem(of parts: [Examples]) -> String? {
        let values = parts.lazy.flatMap { part in (0..<part.count).lazy.flatMap { part.input($0).values } }
        let tables = plan.symbolTables
        if !tables.isEmpty { return tables.lazy.compactMap { plan.problem(ofSymbols: values, table: $0) }.first }
        return family.description.problem(ofInputs: values)
    }
}

extension StackPlan {
    /// Why a layer that looks symbols up can't read these numbers of the data, in one sentence; `nil` where it can.
    func problem(ofSymbols values: some Sequence<Float>, table index: Int) -> String? {
        var largest: Float = 0
        for value in values {
            guard value >= 0, value == value.rounded() else {
                return
                    "Layer \(index + 1) (\(layers[index].spec.kerasName)): expected whole numbers from 0 as inputs, got \(value). Give it data of symbols; bytes (uint8), which become 0 to 1, need scaling: none."
            }
            largest = max(largest, value)
        }
        return largest < Float(layers[index].symbols ?? 0) ? nil : sentence(symbols: Int(min(largest, 1e9)) + 1, table: index)
    }
}
