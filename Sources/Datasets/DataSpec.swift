/// What a recipe's `data:` says: where the examples come from and how they are prepared.
public struct DataSpec: Hashable, Sendable {
    public var source: DataSource
    /// A data set of the catalogue that is taken, and said to be taken, where `source` is one that is not installed.
    public var otherwise: String?
    /// Rows × columns that images are scaled to; needed for a folder of images of several sizes, `nil` to take them as they are.
    public var imageSize: ImageSize?
    /// How stored numbers become inputs.
    public var scaling = Scaling.automatic

    public init(source: DataSource, otherwise: String? = nil, imageSize: ImageSize? = nil, scaling: Scaling = .automatic) {
        self.source = source
        self.otherwise = otherwise
        self.imageSize = imageSize
        self.scaling = scaling
    }

    public struct ImageSize: Hashable, Sendable {
        public var rows: Int
        public var columns: Int

        public init(rows: Int, columns: Int) {
            self.rows = rows
            self.columns = columns
        }
    }

    public enum Scaling: String, CaseIterable, Hashable, Sendable {
        /// Bytes become 0…1, numbers stay as they are.
        case automatic
        case none
        /// Each channel (of a table: each column) minus its mean, divided by its deviation, both taken from the training part only.
        case standardise
    }
}

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

    /// The files of inputs and targets, and of the test part's.
    public struct ArrayPaths: Hashable, Sendable {
        public var inputs: String
        public var targets: String?
        public var testInputs: String?
        public var testTargets: String?

        public init(inputs: String, targets: String? = nil, testInputs: String? = nil, testTargets: String? = nil) {
            self.inputs = inputs
            self.targets = targets
            self.testInputs = testInputs
            self.testTargets = testTargets
        }
    }
}
