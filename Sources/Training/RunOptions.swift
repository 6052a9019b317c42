/// The options of a run that are not in its recipe.
public struct RunOptions: Hashable, Sendable {
    /// The number of threads; the results don't depend on it.
    public var threads: Int
    /// Only the first `limit` training samples are used; `nil` for all.
    public var limit: Int?
    /// The run's folder, which is created.
    public var folder: String
    /// A safetensors file with initial weights instead of random ones.
    public var initialWeights: String?

    /// Options for a folder.
    public init(threads: Int, limit: Int? = nil, folder: String, initialWeights: String? = nil) {
        self.threads = threads
        self.limit = limit
        self.folder = folder
        self.initialWeights = initialWeights
    }
}
