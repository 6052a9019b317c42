import Kernels
import Networks
import Recipes
import Tensors

/// A family that trains something other than a network.
protocol FamilyTraining: FamilyDescription {
    /// The model that is trained, allocated and initialised.
    func trainable(_ blueprint: TrainableBlueprint, pool: WorkerPool) throws(NetworkError) -> any Trainable
}

extension Family {
    /// How the family's model is made, if it is not a network of layers.
    var training: (any FamilyTraining)? { description as? any FamilyTraining }

    /// The model of this family, allocated and initialised. Throws a `NetworkError` where the layers can't be combined.
    public func trainable(_ blueprint: TrainableBlueprint, pool: WorkerPool) throws(NetworkError) -> any Trainable {
        if let training { return try training.trainable(blueprint, pool: pool) }
        return try blueprint.network(loss: blueprint.compile?.loss, optimizer: blueprint.compile?.optimizer, pool: pool)
    }
}

/// Everything that is needed to make a model that can be trained.
public struct TrainableBlueprint: Sendable {
    /// The layers with their shapes.
    public let plan: StackPlan
    /// The most examples in a batch.
    public let capacity: Int
    /// Optimizer, loss and metrics; `nil` for a model that only predicts.
    public let compile: CompileSpec?
    /// The seed of the initial weights and of everything random in training.
    public let seed: Int
    /// Whether targets are class numbers instead of one-hot rows.
    public let takesClassNumbers: Bool

    /// A blueprint from its parts.
    public init(plan: StackPlan, capacity: Int, compile: CompileSpec?, seed: Int, takesClassNumbers: Bool) {
        self.plan = plan
        self.capacity = capacity
        self.compile = compile
        self.seed = seed
        self.takesClassNumbers = takesClassNumbers
    }

    /// With `layersApart` no layers are fused, so that the output of each can be read, and the gradient with respect to the inputs is computed.
    func layout(layersApart: Bool) -> NetworkLayout { NetworkLayout(plan: plan, capacity: capacity, joins: !layersApart, reachesData: layersApart) }

    /// The layers as a network.
    func network(loss: LossSpec?, optimizer: OptimizerSpec?, layersApart: Bool = false, pool: WorkerPool) throws(NetworkError) -> Network {
        try Network(
            layout: layout(layersApart: layersApart), loss: loss, optimizer: optimizer, seed: seed, takesClassNumbers: takesClassNumbers, pool: pool)
    }
}
