import CPlatform
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
    public internal(set) var note: String?
    public let classes: Int?
    public let parts: DatasetParts
    public let check: RecipeCheck
    public let limit: Int?
    /// Bytes that the program took when the data had been read and nothing was allocated for the run.
    private let bytesAtStart: Int
    /// What whole numbers of the inputs stand for.
    public let symbols: [String]?
    /// What the numbers along the last axis of an input are, of a table or a series.
    public let columnNames: [String]?

    /// What was fitted to the data.
    let fitted: FittedData

    /// Reads and checks; throws one sentence where the recipe can't run on its data. `kept` is what was fitted when the run began, where it is there already.
    public init(_ recipe: Recipe, relativeTo folder: String?, limit: Int? = nil, kept: FittedData? = nil, loader: DatasetLoader = DatasetLoader()) throws {
        try self.init(recipe, loader.load(recipe.readData, relativeTo: folder, validationSplit: recipe.fit.validationSplit, kept: kept), limit: limit)
    }

    /// The same of data that has been read.
    public init(_ recipe: Recipe, _ dataset: Dataset, limit: Int? = nil) throws {
        self.recipe = recipe
        self.limit = limit
        (self.dataset, note, classes) = (dataset.name, dataset.note, dataset.classes)
        check = RecipeCheck(recipe, dataset)
        if let problem = check.problem { throw TrainingError(problem.sentence) }
        parts = DatasetParts(dataset, recipe.data, validationSplit: recipe.fit.validationSplit, seed: recipe.fit.seed, limit: limit)
        fitted = FittedData(dataset, parts, request: recipe.dataRequest, outputs: check.plan.sizes.outputs)
        (symbols, columnNames) = (dataset.symbols, dataset.columnNames)
        if let problem = Self.targetProblem(recipe, parts) { throw TrainingError(problem) }
        if let problem = InputCheck(check).problem(of: [parts.training, parts.validation, parts.test]) { throw TrainingError(problem) }
        // What reading the data took and gave back goes back to the system, so that what is left is what the run begins with.
        platform_return_memory()
        bytesAtStart = SystemMemory.resident
        guard parts.training.count > 0 else {
            throw TrainingError("Nothing is left to train on: \(dataset.training.count) samples, of which validation_split takes \(recipe.fit.validationSplit). Lower it.")
        }
    }

    /// Why the loss can't measure the targets; `nil` where it can.
    private static func targetProblem(_ recipe: Recipe, _ parts: DatasetParts) -> String? {
        guard let loss = recipe.compile?.loss, loss.kind.targetDomain != .finite, let numbers = TargetNumbers(parts) else { return nil }
        return RecipeCheck.problem(of: numbers, recipe)?.sentence
    }

    /// Bytes that the program takes at most while it trains: what it takes with the data read, the network, its batches, and a checkpoint on its way to the disk, which is copied once
    /// from the network and once into the file's form.
    /// `isWatched` adds what the lab looks inside with.
    public func bytes(threads: Int, isWatched: Bool = false) -> Int {
        let variables = check.plan.layers.flatMap(\.figures.variables), slots = recipe.compile?.optimizer.slotNames.count ?? 0
        let checkpoint = variables.reduce(0) { $0 + 4 * $1.shape.count * (1 + ($1.isTrainable ? slots : 0)) }
        let batches = 4 * batchSize * (check.plan.input.count + check.plan.output.count)
        return bytesAtStart + Self.ownGrowth + networkBytes(threads: threads) + batches + 2 * checkpoint + (isWatched ? Looker.bytes(self) : 0)
    }

    /// What the program itself grows by until a first epoch is saved: code that is touched first then, stacks, the history's database. Measured on Linux.
    private static let ownGrowth = 4_500_000

    private func networkBytes(threads: Int) -> Int {
        let slots = recipe.compile?.optimizer.slotNames.count ?? 0
        return NetworkLayout(plan: check.plan, capacity: batchSize).bytes(slots: slots, threads: threads)
    }

    /// A batch is never larger than the training part.
    var batchSize: Int { min(recipe.fit.batchSize, max(1, parts.training.count)) }

    /// What the recipe is on its data.
    public var family: Family { check.family }

    /// What is trained, allocated and initialised.
    func trainable(pool: WorkerPool) throws -> any Trainable {
        // The data is in memory already.
        try SystemMemory.check(networkBytes(threads: pool.threads), batchSize: recipe.fit.batchSize)
        return try family.trainable(blueprint(capacity: batchSize), pool: pool)
    }

    /// A replica that batches of the run's size go through as when it trains.
    func replica(pool: WorkerPool) throws -> Replica {
        let blueprint = blueprint(capacity: batchSize)
        try SystemMemory.check(Replica.bytes(blueprint, of: family, layersApart: false, threads: pool.threads), batchSize: recipe.fit.batchSize)
        return try Replica(blueprint, of: family, layersApart: false, pool: pool)
    }

    /// The recipe's stack for batches of so many examples.
    func blueprint(capacity: Int) -> TrainableBlueprint {
        TrainableBlueprint(plan: check.plan, capacity: capacity, compile: recipe.compile, seed: recipe.fit.seed, takesClassNumbers: takesClassNumbers)
    }

    /// Whether targets are class numbers, which a categorical loss takes as they are.
    private var takesClassNumbers: Bool {
        guard case .classes = parts.training.targets else { return false }
        return recipe.compile?.loss.isCategorical ?? false
    }
}
