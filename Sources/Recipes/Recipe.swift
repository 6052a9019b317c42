import Datasets
import Networks

/// A description of an experiment: data, model, `compile` and `fit`. The builder edits it, the commands run it, and a run's folder keeps it.
public struct Recipe: Hashable, Sendable {
    /// The title that lists show.
    public var name: String
    /// One line for the gallery about what the recipe shows.
    public var description: String
    /// The gallery's group that the recipe belongs to: "Convolutional networks", "Shallow and deep", …
    public var shows: String
    /// Where the examples come from and how they are prepared.
    public var data: DataSpec
    /// The layers, from the input to the output.
    public var model: [LayerSpec]
    /// Optimizer, loss and metrics; `nil` in a recipe that only predicts.
    public var compile: CompileSpec?
    /// Epochs, batch size, validation, seed and callbacks.
    public var fit: FitSpec

    /// A recipe from its parts.
    public init(
        name: String, description: String = "", shows: String = "", data: DataSpec, model: [LayerSpec], compile: CompileSpec? = CompileSpec(),
        fit: FitSpec = FitSpec()
    ) {
        self.name = name
        self.description = description
        self.shows = shows
        self.data = data
        self.model = model
        self.compile = compile
        self.fit = fit
    }
}

/// Keras' `compile`: what a model is trained with.
public struct CompileSpec: Hashable, Sendable {
    /// How gradients change the weights.
    public var optimizer = OptimizerSpec.adam(Adam())
    /// How the learning rate changes from step to step; `nil` where it stays the optimizer's.
    public var schedule: Schedule?
    /// What training minimises.
    public var loss = LossSpec.categoricalCrossentropy
    /// What is measured beside the loss.
    public var metrics: [MetricSpec] = [.accuracy]

    /// Adam, categorical cross-entropy and accuracy.
    public init() {}
}

/// Keras' `fit`, with Keras' defaults.
public struct FitSpec: Hashable, Sendable {
    /// How often all training samples are seen.
    public var epochs = 1
    /// Samples a step of the optimizer.
    public var batchSize = 32
    /// The share of the training samples, taken from their end, that is kept for validation; 0 for none.
    public var validationSplit = 0.0
    /// Whether the training samples are put in a new order before each epoch.
    public var shuffle = true
    /// The most training samples that are used, the first of the part; `nil` for all.
    public var trainingSamples: Int?
    /// The seed of everything random: weights, order, dropout, augmentation.
    public var seed = 1
    /// What may end the training early, lower its rate or choose the best epoch.
    public var callbacks: [StopRule] = []

    /// One epoch in batches of 32, without validation.
    public init() {}
}
