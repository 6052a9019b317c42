/// A recipe's `data:`: where the examples come from and how they are prepared.
public struct DataSpec: Hashable, Sendable {
    /// `source:` the id of a data set of the catalogue, or one of `DataSource.all` with its arguments.
    public var source: DataSource
    /// `image_size: [rows, columns]`: the size that images are scaled to; needed for a folder with images of several sizes. `nil` leaves them unchanged.
    public var imageSize: ImageSize?
    /// `scaling: standardise`: how stored numbers become inputs.
    public var scaling = Scaling.automatic
    /// `target_scaling: standardise`: how targets that are numbers are scaled; `DatasetParts.targetScaling` converts predictions back.
    public var targetScaling = Scaling.automatic
    /// `targets: inputs`, or `targets_are: classes` or `values`: what the model learns to predict.
    public var targets = TargetChoice.automatic
    /// `classes: 10`: how many classes there are, where the data has no example of the last ones.
    public var classes: Int?
    /// Whether a table's whole numbers are targets of numbers, not class numbers. No key of `data:`: it follows from the recipe's loss.
    public var prefersNumbers = false
    /// `one_hot: true`, or a depth: whole numbers become one-hot rows; `false` turns off what a data set of the catalogue does by default; `nil` leaves it to the source.
    public var oneHot: OneHotChoice?
    /// `split: {test: 0.2}` and others: which examples validate and test; `nil` leaves it to the source and `fit.validation_split`.
    public var split: SplitSpec?
    /// `steps`, `stride`, `length`, `vocabulary` and others: how texts and series become inputs.
    public var sequence = SequenceSpec()
    /// `noise: {gaussian: 0.4}`: corrupts inputs whose targets are the clean inputs.
    public var noise: NoiseSpec?
    /// `augment: {shift: 0.1, flip: horizontal, rotate: 0.05, zoom: 0.1, noise: 0.02, fill: nearest}`: random changes of training images, new ones in each epoch.
    public var augment: AugmentationSpec?
    /// `class_weight: balanced`, or `{0: 1.0, 3: 5.0}`: factors of the training loss by class.
    public var classWeight: ClassWeight?
    /// `balance: oversample`: makes the classes of the training part equally frequent.
    public var balance: Balance?

    /// Data of a source, with defaults for the rest.
    public init(source: DataSource, imageSize: ImageSize? = nil, scaling: Scaling = .automatic) {
        self.source = source
        self.imageSize = imageSize
        self.scaling = scaling
    }

    /// The size of an image.
    public struct ImageSize: Hashable, Sendable {
        /// The height in pixels.
        public var rows: Int
        /// The width in pixels.
        public var columns: Int

        /// The pixels that a side may have.
        public static let sidesRange = 1...4_096

        /// A size of rows and columns.
        public init(rows: Int, columns: Int) {
            self.rows = rows
            self.columns = columns
        }
    }

    /// How stored numbers become inputs or targets.
    public enum Scaling: String, CaseIterable, Hashable, Sendable {
        /// Bytes are divided by the largest stored value, so that they lie in 0…1; numbers stay unchanged.
        case automatic
        /// No scaling.
        case none
        /// Each channel (of a table: each column) minus its mean, divided by its standard deviation, both computed from the training part only.
        case standardise
        /// Each channel (of a table: each column) mapped linearly so that the training part fills 0…1.
        case normalise
    }

    /// What the targets are.
    public enum TargetChoice: String, CaseIterable, Hashable, Sendable {
        /// The source's own targets; an array's whole numbers are class numbers.
        case automatic
        /// `targets: inputs`: the inputs themselves, as in an autoencoder.
        case inputs
        /// `targets_are: classes`: whole numbers from 0, however they are stored.
        case classes
        /// `targets_are: values`: numbers, even where they are whole.
        case values
    }

    /// Whether whole numbers become one-hot rows.
    public enum OneHotChoice: Hashable, Sendable {
        /// Whole numbers stay unchanged, as an Embedding reads them.
        case off
        /// As wide as the vocabulary, or one more than the largest number of the training part.
        case fitted
        /// Rows of this many numbers.
        case depth(Int)

        /// The widths that a row may have.
        public static let depthRange = 2...65_536

        var isWanted: Bool { self != .off }
    }
}

extension DataSpec.Scaling: DataValued {}
extension DataSpec.TargetChoice: DataValued {}

extension DataSpec.ImageSize: DataValued {
    var dataValue: DataValue { .size(rows: rows, columns: columns) }

    init?(_ value: DataValue) {
        guard case .size(let rows, let columns) = value else { return nil }
        self.init(rows: rows, columns: columns)
    }
}

extension DataSpec.OneHotChoice: DataValued {
    static let domain = DataDomain.variant(
        [
            DataVariant("off", .word("false")), DataVariant("fitted", .word("true")),
            DataVariant(
                "depth", .bare,
                [
                    DataField("depth", .whole(depthRange), help: "numbers in a row: more than the largest whole number").with { ($0.isRequired, $0.first) = (true, .whole(32)) }
                ]),
        ], expectation: "true, false or a depth from \(depthRange.lowerBound) to \(depthRange.upperBound)", example: "")

    var dataValue: DataValue {
        switch self {
        case .off: .variant("off", [:])
        case .fitted: .variant("fitted", [:])
        case .depth(let depth): .variant("depth", ["depth": .whole(depth)])
        }
    }

    init?(_ value: DataValue) {
        guard case .variant(let name, let values) = value else { return nil }
        switch (name, values["depth"]) {
        case ("off", _): self = .off
        case ("fitted", _): self = .fitted
        case ("depth", .whole(let depth)?): self = .depth(depth)
        default: return nil
        }
    }
}
