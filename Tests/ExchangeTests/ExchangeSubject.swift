import Datasets
import Foundation
import Kernels
import Networks
import Recipes
import Tensors
import Testing

/// A shipped recipe, or one of the zoo, which together have every layer: with weights and inputs that are worked out from nothing, so that files need to hold outputs alone.
struct ExchangeSubject: Sendable, CustomTestStringConvertible {
    let id: String
    let recipe: Recipe
    let plan: StackPlan

    var testDescription: String { id }

    private static let folder = Bundle.module.resourceURL?.path ?? ""

    /// The shipped recipes on their data of the catalogue.
    static let shipped: [ExchangeSubject] = RecipeLibrary().entries.compactMap { entry in
        guard let recipe = try? entry.recipe.get(), let id = recipe.data.source.catalogueID, let data = CatalogueEntry.named(id) else { return nil }
        return ExchangeSubject(id: entry.id, recipe: recipe, plan: StackPlan(model: recipe.model, input: data.inputShape(for: recipe.data), sizes: DataSizes(recipe, data)))
    }

    static let zoo: [ExchangeSubject] = ((try? FileManager.default.contentsOfDirectory(atPath: folder + "/Zoo")) ?? []).sorted().compactMap { name in
        guard let recipe = try? Recipe(path: "\(folder)/Zoo/\(name)"), let input = shapes[recipe.data.source.label] else { return nil }
        return ExchangeSubject(id: "zoo-" + name.dropLast(5), recipe: recipe, plan: StackPlan(model: recipe.model, input: input, classes: nil))
    }

    static let all = shipped + zoo

    /// What the zoo's recipes read.
    private static let shapes: [String: Shape] = [
        "images.npy": [11, 9, 3], "series.npy": [13, 4], "symbols.npy": [9], "steps.npy": [7, 5], "rows.npy": [8], "shares.npy": [10],
    ]

    /// Variables as numbers that `check_with_keras.py` works out alike: small enough that no layer saturates.
    var weights: [String: Tensor] {
        let sorted = plan.weights.sorted { $0.name < $1.name }
        return Dictionary(
            uniqueKeysWithValues: sorted.enumerated().map { index, weight in
                let fan = weight.shape.dimensions.dropLast().reduce(1, *)
                let values = (0..<weight.shape.count).map { place -> Float in
                    let unit = Self.unit(place, stream: index)
                    if weight.name.hasSuffix("gamma") || weight.name.hasSuffix("moving_variance") { return Float(1 + 0.5 * unit) }
                    return Float(unit * (weight.shape.rank > 1 ? (3 / Double(fan)).squareRoot() : 0.1))
                }
                return (weight.name, Tensor(shape: weight.shape, values: values))
            })
    }

    /// From −1 to 1.
    private static func unit(_ place: Int, stream: Int) -> Double {
        var bits = UInt32(truncatingIfNeeded: place + 1) &* 2_654_435_761 &+ UInt32(truncatingIfNeeded: stream * 40_503)
        bits = (bits ^ bits >> 15) &* 2_246_822_519
        return Double(bits ^ bits >> 13) / 2_147_483_648 - 1
    }

    /// What Keras answered.
    struct Golden {
        let inputs: Tensor
        let outputs: Tensor
    }

    func golden() throws -> Golden {
        Golden(inputs: try NpyFile(path: "\(Self.folder)/Golden/\(id).input.npy").tensor, outputs: try NpyFile(path: "\(Self.folder)/Golden/\(id).output.npy").tensor)
    }

    static var goldenFiles: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: folder + "/Golden")) ?? []).filter { $0.hasSuffix(".npy") }.sorted() }

    /// What Strata answers.
    func outputs(_ inputs: Tensor) throws -> Tensor {
        let count = inputs.shape[0]
        let network = try Network(layout: NetworkLayout(plan: plan, capacity: count), loss: nil, optimizer: nil, seed: 0, pool: WorkerPool(threads: 2))
        try network.load(weights)
        return inputs.values.withUnsafeBufferPointer { values in
            let outputs = values.baseAddress.map { Array(UnsafeBufferPointer(start: network.predict($0, count: count), count: count * plan.output.count)) } ?? []
            return Tensor(shape: Shape([count] + plan.output.dimensions), values: outputs)
        }
    }
}
