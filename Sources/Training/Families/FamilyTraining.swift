import Kernels
import Networks
import Recipes
import Tensors

/// What is trained where a family's is no network.
protocol FamilyTraining: FamilyDescription {
    /// What a trainer trains, allocated and initialised.
    func trainable(_ blueprint: TrainableBlueprint, pool: WorkerPool) throws(NetworkError) -> any Trainable
}

extension Family {
    /// What is trained of this family where it is no network of layers.
    var training: (any FamilyTraining)? { description as? any FamilyTraining }

    /// What a trainer trains of this family, allocated and initialised.
    public func trainable(_ blueprint: TrainableBlueprint, pool: WorkerPool) throws(NetworkError) -> any Trainable {
        if let training { return try training.trainable(blueprint, pool: pool) }
        return try blueprint.network(loss: blueprint.compile?.loss, optimizer: blueprint.compile?.optimizer, pool: pool)
    }
}

/// What is known of something trainable before it is made.
public struct TrainableBlueprint: Sendable {
    public let plan: StackPlan
    /// The most examples of a batch.
    public let capacity: Int
    /// `nil` for what only predicts.
    public let compile: CompileSpec?
    public let seed: Int
    /// Whether targets are class numbers instead of rows with a one.
    public let takesClassNumbers: Bool

    public init(plan: StackPlan, capacity: Int, compile: CompileSpec?, seed: Int, takesClassNumbers: Bool) {
        self.plan = plan
        self.capacity = capacity
        self.compile = compile
        self.seed = seed
        self.takesClassNumbers = takesClassNumbers
    }

    /// The layers as a network; `joins` false keeps every layer apart, so that each can be looked at.
    func network(loss: LossSpec?, optimizer: OptimizerSpec?, joins: Bool = true, pool: WorkerPool) throws(NetworkError) -> Network {
        try Network(
            layout: NetworkLayout(plan: plan, capacity: capacity, joins: joins), loss: loss, optimizer: optimizer, seed: seed, takesClassNumbers: takesClassNumbers,
            pool: pool)
    }
}
