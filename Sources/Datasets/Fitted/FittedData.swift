import Tensors

/// What a run's data was when it began, and all that was fitted to it: `fitted.json`. Predictions need nothing else of the data; what reads the data again
/// prepares it by this.
public struct FittedData: Codable, Sendable {
    private let format: Int
    /// What the recipe asked of the data, without the places of its files.
    public let request: String
    public var files: [DataFile]
    /// The data set's name.
    let name: String
    /// In the order of their numbers; empty where the targets are no classes.
    public let classNames: [String]
    /// How many symbols whole numbers of the inputs stand for; `nil` where they stand for none.
    public let vocabulary: Int?
    /// The shape of a sample's outputs that the loss needs.
    public let outputs: [Int]?
    public let inputs: FittedInputs
    let targets: Targets
    let examples: Counts
    /// The range that noise is clipped to.
    let noiseRange: [Float]?
    /// What the source itself fitted: columns, categories, a vocabulary.
    let source: FittedValues

    struct Targets: Codable, Hashable, Sendable {
        let kind: Kind
        /// Of numbers, where they are scaled: their unit is that of `offsets`.
        let scaling: FittedScaling?

        enum Kind: String, Codable, Sendable { case classes, numbers, inputs }
    }

    /// Examples of each part before a limit.
    struct Counts: Codable, Hashable, Sendable {
        let training: Int
        let validation: Int
        let test: Int
    }

    /// The only form that there is so far.
    private static let format = 1

    /// `parts` were cut from `dataset`, which was read as `request` says; `outputs` is the shape of a sample's outputs that the loss needs.
    public init(_ dataset: Dataset, _ parts: DatasetParts, request: String, outputs: Shape?) {
        format = Self.format
        (self.request, files) = (request, [])
        (vocabulary, self.outputs) = (dataset.vocabulary, outputs?.dimensions)
        (name, classNames, source) = (dataset.name, dataset.classNames, dataset.fitted)
        inputs = FittedInputs(parts.training)
        let kind: Targets.Kind =
            switch dataset.training.targets {
            case .classes: .classes
            case .values: .numbers
            case .inputs: .inputs
            }
        targets = Targets(kind: kind, scaling: parts.targetScaling.map(FittedScaling.init))
        examples = Counts(training: dataset.training.count, validation: dataset.validation?.count ?? 0, test: dataset.test.count)
        noiseRange = parts.training.transforms.noise.map { [$0.range.lowerBound, $0.range.upperBound] }
    }

    /// The number of classes; `nil` where the targets are none.
    public var classes: Int? { classNames.isEmpty ? nil : classNames.count }

    /// Throws where a data set can't be prepared by this: its examples or targets have another form by now.
    func check(_ dataset: Dataset) throws(FileError) {
        guard dataset.training.storedShape == inputs.shape else {
            throw FileError(
                dataset.name,
                "expected examples of shape \(inputs.shape.tuple), as when the run began, got \(dataset.training.storedShape.tuple). Restore the data, or train the recipe anew.")
        }
        let channels: Int? = if case .values(_, let shape) = dataset.training.targets { shape.dimensions.last ?? 1 } else { nil }
        guard targets.scaling.map({ channels != nil && $0.fits(channels: channels ?? 0) }) ?? true else {
            throw FileError(
                dataset.name,
                "expected \(targets.scaling?.offsets.count ?? 0) target numbers, as when the run began, got \(channels ?? 0). Restore the data, or train the recipe anew.")
        }
    }

    var noise: ClosedRange<Float>? { noiseRange.flatMap { $0.count == 2 && $0[0] <= $0[1] ? $0[0]...$0[1] : nil } }

    /// More numbers than any loss takes.
    private var areOutputsDamaged: Bool {
        guard let outputs else { return false }
        return outputs.count > 8 || !outputs.allSatisfy { (1...1 << 24).contains($0) } || outputs.reduce(1.0) { $0 * Double($1) } > Double(1 << 28)
    }

    /// What a later version wrote, or a file that was edited may hold, and no run of this one.
    public var isDamaged: Bool {
        format != Self.format || inputs.isDamaged || areOutputsDamaged || files.contains { $0.size < 0 } || noiseRange != nil && noise == nil
            || !(targets.scaling.map { !$0.offsets.isEmpty && $0.fits(channels: $0.offsets.count) } ?? true)
    }
}
