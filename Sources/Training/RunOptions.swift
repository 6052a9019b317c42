/// What a person decides of a run beside its recipe.
public struct RunOptions: Hashable, Sendable {
    public var threads: Int
    /// The first so many training samples; all where `nil`.
    public var limit: Int?
    /// The run's folder; made anew.
    public var folder: String
    /// Weights to start from instead of random ones: a safetensors file.
    public var initialWeights: String?

    public init(threads: Int, limit: Int? = nil, folder: String, initialWeights: String? = nil) {
        self.threads = threads
        self.limit = limit
        self.folder = folder
        self.initialWeights = initialWeights
    }
}
