/// What a recipe's `data:` says: where the examples come from and how they are prepared.
public struct DataSpec: Hashable, Sendable {
    public var source: DataSource
    /// A data set of the catalogue that is taken, and said to be taken, where `source` is one that is not installed.
    public var otherwise: String?
    /// Rows × columns that images are scaled to; needed for a folder of images of several sizes, `nil` to take them as they are.
    public var imageSize: ImageSize?
    /// How stored numbers become inputs.
    public var scaling = Scaling.automatic
    /// How targets that are numbers are scaled; their statistics are known to `DatasetParts`, which turns forecasts back.
    public var targetScaling = Scaling.automatic
    /// What the stack learns to say of an input.
    public var targets = TargetChoice.automatic
    /// Whole numbers as rows with a one.
    public var oneHot: OneHotChoice?
    /// Which examples are kept from training; `nil` leaves it to the source and `fit.validation_split`.
    public var split: SplitSpec?
    /// How texts and series become inputs.
    public var sequence = SequenceSpec()
    /// Corrupts inputs whose targets are the clean inputs.
    public var noise: NoiseSpec?
    /// Moves images while training.
    public var augment: AugmentationSpec?
    /// Factors of the training loss by class.
    public var classWeight: ClassWeight?
    /// Makes the classes of the training part equally frequent.
    public var balance: Balance?

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
        /// Each channel (of a table: each column) so that the training part fills 0…1.
        case normalise
    }

    public enum TargetChoice: String, CaseIterable, Hashable, Sendable {
        /// What the source has; of an array's whole numbers class numbers.
        case automatic
        /// `targets: inputs`: the inputs themselves, as in an autoencoder.
        case inputs
        /// `targets_are: classes`: whole numbers from 0, however they are stored.
        case classes
        /// `targets_are: values`: numbers, even where they are whole.
        case values
    }

    public enum OneHotChoice: Hashable, Sendable {
        /// As wide as the vocabulary, or one more than the largest number of the training part.
        case fitted
        case depth(Int)
    }
}
