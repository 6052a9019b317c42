import Networks
import Recipes

/// The sizes of the data that layers use, as variables of a Python program: `num_classes = 10`.
struct KerasSizes {
    let lines: [String]
    /// The model. A layer for which a size has another value than the variable, because it works step by step and others do not, has that number instead.
    let model: [LayerSpec]

    /// `plan`: the recipe's model on its data; `nil` where the data is not known.
    init(_ recipe: Recipe, _ plan: StackPlan?) {
        // The values of each layer's sizes; the list ends before the first layer with a problem.
        let numbers =
            plan.map { plan in
                plan.layers.map { layer -> [DataSize: Int] in
                    Dictionary(uniqueKeysWithValues: layer.spec.dataSizes.compactMap { size in plan.sizes.number(of: size, on: layer.input).map { (size, $0) } })
                }
            } ?? []
        var variables: [DataSize: Int] = [:], lines: [String] = []
        for size in DataSize.allCases where recipe.dataSizes.contains(size) {
            variables[size] = numbers.lazy.compactMap { $0[size] }.first
            lines.append("\(size.rawValue) = \(variables[size].map(String.init) ?? "...")")
        }
        self.lines = lines
        model = recipe.model.enumerated().map { index, layer in
            let own = numbers.indices.contains(index) ? numbers[index].filter { $0.value != variables[$0.key] } : [:]
            return own.reduce(layer) { $0.writing($1.key, as: $1.value) }
        }
    }
}
