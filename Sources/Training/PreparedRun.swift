import Datasets
import Foundation
import Kernels
import Networks
import Recipes
import Tensors

/// A recipe with its data read, its stack checked against it and its memory predicted: what training, evaluation and prediction start from.
public struct PreparedRun: Sendable {
    public let recipe: Recipe
    /// The data set's name, and what a person should know of how it was found.
    public let dataset: String
    public let note: String?
    public let classes: Int?
    public let parts: DatasetParts
    public let check: RecipeCheck
    public let limit: Int?

    /// Reads and checks; throws one sentence where the recipe can't run on its data.
    public init(_ recipe: Recipe, relativeTo folder: String?, limit: Int? = nil, loader: DatasetLoader = DatasetLoader()) throws {
        self.recipe = recipe
        self.limit = limit
        let dataset = try loader.load(recipe.data, relativeTo: folder)
        (self.dataset, note, classes) = (dataset.name, dataset.note, dataset.classes)
        check = RecipeCheck(recipe, input: dataset.inputShape, classes: dataset.classes, target: TargetKind(dataset))
        if let problem = check.problem { throw TrainingError(problem.sentence) }
        parts = DatasetParts(dataset, recipe.data, validationSplit: recipe.fit.validationSplit, seed: recipe.fit.seed, limit: limit)
        guard parts.training.count > 0 else {
            throw TrainingError("Nothing is left to train on: \(dataset.training.count) samples, of which validation_split takes \(recipe.fit.validationSplit). Lower it.")
        }
    }

    /// Bytes that the network of this run takes, its data included.
    public func bytes(threads: Int) -> Int {
        networkBytes(threads: threads) + parts.byteCount
    }

    private func networkBytes(threads: Int) -> Int {
        let slots = recipe.compile?.optimizer.slotNames.count ?? 0
        return NetworkLayout(plan: check.plan, capacity: batchSize).bytes(slots: slots, threads: threads)
    }

    /// A batch is never larger than the training part.
    var batchSize: Int { min(recipe.fit.batchSize, max(1, parts.training.count)) }

    /// The network, allocated and initialised.
    func network(pool: WorkerPool) throws -> Network {
        // The data is in memory already.
        try SystemMemory.check(networkBytes(threads: pool.threads), batchSize: recipe.fit.batchSize)
        return try Network(
            layout: NetworkLayout(plan: check.plan, capacity: batchSize), loss: recipe.compile?.loss, optimizer: recipe.compile?.optimizer, seed: recipe.fit.seed,
            pool: pool)
    }
}
