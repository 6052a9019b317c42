/// What a recipe's `data:` says: where the examples come from and how they are prepared.
public struct DataSpec: Hashable, Sendable {
    public var source: DataSource
    /// Rows × columns that images are scaled to; needed for a folder of images, `nil` to take them as they are.
    public var imageSize: ImageSize?
    /// How stored numbers become inputs.
    public var scaling = Scaling.automatic

    public init(source: DataSource, imageSize: ImageSize? = nil, scaling: Scaling = .automatic) {
        self.source = source
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
        /// Each feature minus its mean, divided by its deviation, both taken from the training part only.
        case standardise
    }
}

/// Where examples come from. Paths are as written, relative to the recipe's folder.
public enum DataSource: Hashable, Sendable {
    /// A data set of the catalogue, by id: `fashion-mnist-mini`.
    case catalogue(String)
    /// The user's own arrays: `{source: npy, inputs: x.npy, targets: y.npy}`, with optional test arrays.
    case npy(inputs: String, targets: String?, testInputs: String?, testTargets: String?)
    /// The user's own IDX files, gzipped or not.
    case idx(images: String, labels: String?, testImages: String?, testLabels: String?)
    /// A folder with a folder of PNG or JPEG pictures for each class.
    case images(folder: String)
}
