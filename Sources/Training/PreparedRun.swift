import CPlatform
import Datasets
import Foundation
import Kernels
import Networks
import Recipes
import Tensors

/// A recipe with its data read and its model checked against the data: the starting point of training, evaluation and prediction.
public struct PreparedRun: Sendable {
    /// The recipe.
    public let recipe: Recipe
    /// The name of the data set.
    public let dataset: String
    /// What a person should know about how the data was read, in one sentence; `nil` where there is nothing.
    public internal(set) var note: String?
    /// The number of classes; `nil` where the targets are not classes.
    public let classes: Int?
    /// The training, validation and test examples.
    public let parts: DatasetParts
    /// The checked model, with its shapes.
    public let check: RecipeCheck
    /// The most training examples that are used, as the command says; `nil` where it does not.
    public let limit: Int?
    /// The most training examples that are used, by the command or else by the recipe; `nil` for all.
    let mostTrained: Int?
    /// The bytes of memory of the program after the data was read, before anything was allocated for the run.
    private let bytesAtStart: Int
    /// What the inputs' whole numbers stand for; `nil` where they stand for nothing.
    public let symbols: [String]?
    /// The names of the numbers along the last axis of an input of a table or series; `nil` for other data.
    public let columnNames: [String]?

    /// What was fitted to the data.
    let fitted: FittedData
    let remedyCheck: RemedyCheck

    /// Reads the data and checks the recipe. `kept`: what was fitted when an existing run began. Throws one sentence where the recipe can't be run on its data.
    public init(_ recipe: Recipe, relativeTo folder: String?, limit: Int? = nil, kept: FittedData? = nil, loader: DatasetLoader = DatasetLoader()) throws {
        try self.init(recipe, loader.load(recipe.readData, relativeTo: folder, validationSplit: recipe.fit.validationSplit, kept: kept), limit: limit)
    }

    /// Checks a recipe against data that has been read. Throws one sentence where it can't be run on it.
    public init(_ recipe: Recipe, _ dataset: Dataset, limit: Int? = nil) throws {
        self.recipe = recipe
        self.limit = limit
        (self.dataset, classes) = (dataset.name, dataset.classes)
        check = RecipeCheck(recipe, dataset)
        if let problem = check.problem { throw TrainingError(problem.sentence) }
        mostTrained = limit ?? recipe.fit.trainingSamples
        parts = DatasetParts(dataset, recipe.data, validationSplit: recipe.fit.validationSplit, seed: recipe.fit.seed, limit: mostTrained)
        fitted = FittedData(dataset, parts, request: recipe.dataRequest, outputs: check.plan.sizes.outputs)
        remedyCheck = RemedyCheck(recipe, dataset, check, isLimited: mostTrained != nil)
        (symbols, columnNames) = (dataset.symbols, dataset.columnNames)
        let remarks = [dataset.note, parts.targetScaling?.unitRemark].compactMap { $0 }
        note = remarks.isEmpty ? nil : remarks.joined(separator: " ")
        if let problem = Self.targetProblem(recipe, parts) { throw TrainingError(problem) }
        if let problem = InputCheck(check).problem(of: [parts.training, parts.validation, parts.test]) { throw TrainingError(problem) }
        // Memory freed after reading the data is returned to the system, so that the measurement below has only what is still in use.
        platform_return_memory()
        bytesAtStart = SystemMemory.resident
        guard parts.training.count > 0 else {
            throw TrainingError("No samples are left for training: \(dataset.training.count) samples, of which validation_split takes \(recipe.fit.validationSplit). Lower it.")
        }
    }

    /// Why the loss can't measure the targets, in one sentence; `nil` where it can.
    private static func targetProblem(_ recipe: Recipe, _ parts: DatasetParts) -> String? {
        guard let loss = recipe.compile?.loss, loss.kind.targetDomain != .finite, let numbers = TargetNumbers(parts) else { return nil }
        return RecipeCheck.problem(of: numbers, recipe)?.sentence
    }

    /// The most bytes of memory that the program takes while it trains: with the data read, the network, its batches, and a checkpoint while it is written, which is copied
    /// once from the network and once into the file's format. `isWatched` adds the lab's replica of the network.
    public func bytes(threads: Int, isWatched: Bool = false) -> Int {
        let variables = check.plan.layers.flatMap(\.figures.variables), slots = recipe.compile?.optimizer.slotNames.count ?? 0
        let checkpoint = variables.reduce(0) { $0 + 4 * $1.shape.count * (1 + ($1.isTrainable ? slots : 0)) }
        let batches = 4 * batchSize * (check.plan.input.count + check.plan.output.count)
        return bytesAtStart + Self.ownGrowth + networkBytes(threads: threads) + batches + 2 * checkpoint + (isWatched ? Looker.bytes(self) : 0)
    }

    /// The memory that the program itself adds until the first epoch is saved: code that is first loaded then, stacks, the history's database. Measured on Linux.
    private static let ownGrowth = 4_500_000

    private func networkBytes(threads: Int) -> Int {
        let slots = recipe.compile?.optimizer.slotNames.count ?? 0
        return NetworkLayout(plan: check.plan, capacity: batchSize).bytes(slots: slots, threads: threads)
    }

    /// The recipe's metrics before a first batch, with errors in the target's own unit.
    func metricSums(of trainable: any Trainable) -> MetricSums {
        MetricSums(recipe.compile?.metrics ?? [], outputs: trainable.outputShape.dimensions.last ?? 1, units: parts.targetScaling?.widths)
    }

    /// The recipe's batch size, but at most the training part's size.
    var batchSize: Int { min(recipe.fit.batchSize, max(1, parts.training.count)) }

    /// The family of the recipe on its data.
    public var family: Family { check.family }

    /// The model to train, allocated and initialised.
    func trainable(pool: WorkerPool) throws -> any Trainable {
        // The data is in memory already.
        try SystemMemory.check(networkBytes(threads: pool.threads), batchSize: recipe.fit.batchSize)
        return try family.trainable(blueprint(capacity: batchSize), pool: pool)
    }

    /// A copy of the model for batches of the run's size.
    func replica(pool: WorkerPool) throws -> Replica {
        let blueprint = blueprint(capacity: batchSize)
        try SystemMemory.check(Replica.bytes(blueprint, of: family, layersApart: false, threads: pool.threads), batchSize: recipe.fit.batchSize)
        return try Replica(blueprint, of: family, layersApart: false, pool: pool)
    }

    /// The blueprint of the recipe's model for batches of at most `capacity` examples.
    func blueprint(capacity: Int) -> TrainableBlueprint {
        TrainableBlueprint(plan: check.plan, capacity: capacity, compile: recipe.compile, seed: recipe.fit.seed, takesClassNumbers: takesClassNumbers)
    }

    /// Whether targets are passed as class numbers, which a categorical loss reads directly.
    private var takesClassNumbers: Bool {
        guard case .classes = parts.training.targets else { return false }
        return recipe.compile?.loss.isCategorical ?? false
    }
}
