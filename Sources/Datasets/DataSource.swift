/// Where examples come from. Paths are as written, relative to the recipe's folder.
public enum DataSource: Hashable, Sendable {
    /// A data set of the catalogue, by id: `fashion-mnist-mini`.
    case catalogue(String)
    /// The user's own arrays: `{source: npy, inputs: x.npy, targets: y.npy}`, with optional test arrays.
    case npy(ArrayPaths)
    /// The user's own IDX files, gzipped or not.
    case idx(ArrayPaths)
    /// A folder with a folder of PNG or JPEG pictures for each class; the test part another such folder.
    case images(folder: String, testFolder: String?)
    /// A table: a row is an example, its columns numbers, categories or a text.
    case csv(TableSpec)
    /// A table whose rows follow each other in time: windows of them are examples, a later value the target.
    case series(TableSpec)
    /// Running text: windows of it are examples, the next symbol of each step the target.
    case text(path: String, testPath: String?)

    /// The files of inputs and targets, and of the test part's.
    public struct ArrayPaths: Hashable, Sendable {
        public var inputs: String
        public var targets: String?
        public var testInputs: String?
        public var testTargets: String?
        /// A factor of the loss for each training example, Keras' `sample_weight`.
        public var weights: String?

        public init(inputs: String, targets: String? = nil, testInputs: String? = nil, testTargets: String? = nil, weights: String? = nil) {
            self.inputs = inputs
            self.targets = targets
            self.testInputs = testInputs
            self.testTargets = testTargets
            self.weights = weights
        }
    }
}

extension DataSource {
    /// What a list calls it.
    public var name: String {
        switch self {
        case .catalogue(let id): id
        case .npy(let paths), .idx(let paths): paths.inputs
        case .images(let folder, _): folder
        case .csv(let table), .series(let table): table.path
        case .text(let path, _): path
        }
    }
}
