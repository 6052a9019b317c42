import Datasets
import Networks

/// The document that the builder edits, the commands run and a run's folder keeps: data + model + compile + fit.
public struct Recipe: Hashable, Sendable {
    public var name: String
    /// What it shows, one line for the gallery.
    public var description: String
    /// The gallery's group: "Convolutional networks", "Shallow and deep", …
    public var shows: String
    public var data: DataSpec
    public var model: [LayerSpec]
    /// `nil` in a recipe that only predicts.
    public var compile: CompileSpec?
    public var fit: FitSpec

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

public struct CompileSpec: Hashable, Sendable {
    public var optimizer = OptimizerSpec.adam(Adam())
    /// How the learning rate changes; `nil` where it stays what the optimizer says.
    public var schedule: Schedule?
    public var loss = LossSpec.categoricalCrossentropy
    public var metrics: [MetricSpec] = [.accuracy]

    public init() {}
}

/// Keras' `fit`, with its defaults where it has any.
public struct FitSpec: Hashable, Sendable {
    public var epochs = 1
    public var batchSize = 32
    /// The share of the training part, taken from its end, that validates; 0 for none.
    public var validationSplit = 0.0
    public var shuffle = true
    public var seed = 1
    public var callbacks: [StopRule] = []

    public init() {}
}
