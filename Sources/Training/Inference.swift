import Datasets
import Kernels
import Networks
import Recipes
import Tensors

/// Predictions for inputs that a person gives.
public enum Inference {
    private static let batch = 64

    /// The outputs (count, output) of a recipe's model with the weights of a file, for `inputs` (count, input). Throws where shapes or weights don't match.
    public static func predict(_ recipe: Recipe, relativeTo folder: String?, weights: String, inputs: Tensor, threads: Int) throws -> Tensor {
        func load() throws -> Dataset { try DatasetLoader().load(recipe.readData, relativeTo: folder, validationSplit: recipe.fit.validationSplit) }
        let dataset = recipe.dataSizes.isEmpty ? nil : try load()
        return try naming({ (dataset ?? (try? load()))?.inputShape }, inputs) {
            try predict(recipe, sizes: dataset.map { DataSizes(recipe, $0) } ?? DataSizes(), weights: weights, inputs: inputs, threads: threads)
        }
    }

    /// Replaces the error of a layer by one about the inputs, where their shape is not the data's.
    static func naming(_ expected: () -> Shape?, _ inputs: Tensor, _ body: () throws -> Tensor) throws -> Tensor {
        do { return try body() } catch let error as TrainingError {
            guard let expected = expected(), !fits(inputs, expected) else { throw error }
            throw TrainingError(sentence(expected: expected, got: inputs))
        }
    }

    /// Whether the inputs are examples of the expected shape; grey images may lack their channel axis.
    static func fits(_ inputs: Tensor, _ expected: Shape) -> Bool {
        let sample = Array(inputs.shape.dimensions.dropFirst())
        return sample == expected.dimensions || sample + [1] == expected.dimensions
    }

    /// The error of inputs with another shape.
    static func sentence(expected: Shape, got inputs: Tensor) -> String {
        "The inputs: expected examples of shape \(expected.tuple), as in training, got \(Shape(Array(inputs.shape.dimensions.dropFirst())).tuple). Give the examples along the first axis, each of that shape."
    }

    /// The same, with known sizes of the data.
    static func predict(_ recipe: Recipe, sizes: DataSizes, weights: String, inputs: Tensor, threads: Int) throws -> Tensor {
        guard inputs.shape.rank >= 2, let count = inputs.shape.dimensions.first, count > 0 else {
            throw TrainingError("The input has the shape \(inputs.shape.tuple), expected examples along a first axis, such as (5, 28, 28, 1).")
        }
        var sample = Shape(Array(inputs.shape.dimensions.dropFirst()))
        if sample.rank == 2, recipe.model.first?.readsImages ?? false { sample = Shape(sample.dimensions + [1]) }
        if let index = inputs.values.firstIndex(where: { !$0.isFinite }) {
            throw TrainingError("The input holds \(inputs.values[index]) in example \(index / max(1, sample.count)), expected finite numbers. Clean or drop it.")
        }
        let plan = StackPlan(model: recipe.model, input: sample, sizes: sizes)
        if let problem = plan.problem { throw TrainingError(problem.description) }
        if let problem = plan.symbolTables.lazy.compactMap({ plan.problem(ofSymbols: inputs.values, table: $0) }).first { throw TrainingError(problem) }
        let blueprint = TrainableBlueprint(plan: plan, capacity: min(batch, count), compile: nil, seed: 0, takesClassNumbers: false)
        try SystemMemory.check(Replica.bytes(blueprint, layersApart: false, threads: threads), batchSize: blueprint.capacity)
        let replica = try Replica(blueprint, layersApart: false, pool: WorkerPool(threads: threads))
        do {
            try replica.take(GivenWeights(path: weights))
        } catch NetworkError.wrongShape(let name, let expected, let got) {
            throw TrainingError(
                "Inputs of shape \(sample.tuple) need \(name) of shape \(expected), the weights have \(got). Give inputs of the shape that the network was trained on.")
        }
        return replica.outputs(of: inputs)
    }
}
