/// What a recipe's `data:` says: where the examples come from and how they are prepared.
public struct DataSpec: Hashable, Sendable {
    /// `source:` a data set's id, or one of `DataSource.all` with the keys of each.
    public var source: DataSource
    /// `image_size: [rows, columns]` that images are scaled to; needed for a folder of images of several sizes, `nil` to take them as they are.
    public var imageSize: ImageSize?
    /// `scaling: standardise`: how stored numbers become inputs.
    public var scaling = Scaling.automatic
    /// `target_scaling: standardise`: how targets that are numbers are scaled; `DatasetParts.targetScaling` turns forecasts back.
    public var targetScaling = Scaling.automatic
    /// `targets: inputs`, or `targets_are: classes` or `values`: what the stack learns to say of an input.
    public var targets = TargetChoice.automatic
    /// The loss measures numbers, so that a table's whole numbers are none of classes; what a recipe's loss says, not its data.
    public var prefersNumbers = false
    /// `one_hot: true`, or a depth: whole numbers as rows with a one; `false` where a data set of the catalogue would be that by itself; `nil` leaves it to the source.
    public var oneHot: OneHotChoice?
    /// `split: {test: 0.2}` and its like: which examples are kept from training; `nil` leaves it to the source and `fit.validation_split`.
    public var split: SplitSpec?
    /// `steps`, `stride`, `length`, `vocabulary` and their like: how texts and series become inputs.
    public var sequence = SequenceSpec()
    /// `noise: {gaussian: 0.4}`: corrupts inputs whose targets are the clean inputs.
    public var noise: NoiseSpec?
    /// `augment: {shift: 0.1, flip: horizontal, rotate: 0.05, zoom: 0.1, noise: 0.02, fill: nearest}`: moves images while training.
    public var augment: AugmentationSpec?
    /// `class_weight: balanced`, or `{0: 1.0, 3: 5.0}`: factors of the training loss by class.
    public var classWeight: ClassWeight?
    /// `balance: oversample`: makes the classes of the training part equally frequent.
    public var balance: Balance?

    public init(source: DataSource, imageSize: ImageSize? = nil, scaling: Scaling = .automatic) {
        self.source = source
        self.imageSize = imageSize
        self.scaling = scaling
    }

    public struct ImageSize: Hashable, Sendable {
        public var rows: Int
        public var columns: Int

        public static let sidesRange = 1...4_096

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
        /// Whole numbers as they are: what an Embedding reads.
        case off
        /// As wide as the vocabulary, or one more than the largest number of the training part.
        case fitted
        case depth(Int)

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
                    DataField("depth", .whole(depthRange), help: "numbers of a row: more than the largest whole number").with { ($0.isRequired, $0.first) = (true, .whole(32)) }
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
