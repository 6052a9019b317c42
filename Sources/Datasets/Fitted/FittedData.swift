import Tensors

/// What a run's data was when the run began, and everything fitted to it: `fitted.json`. Predictions need nothing else of the data; a later reading of the data
/// prepares it with these values.
public struct FittedData: Codable, Sendable {
    private let format: Int
    /// How the recipe reads its data, without the paths of the files: `Recipe.dataRequest`.
    public let request: String
    /// The files that were read.
    public var files: [DataFile]
    /// The data set's name.
    let name: String
    /// The names of the classes, in the order of their numbers; empty where the targets are not classes.
    public let classNames: [String]
    /// The number of symbols that the inputs' whole numbers stand for; `nil` where they stand for none.
    public let vocabulary: Int?
    /// The symbols that the inputs' whole numbers stand for, whether they become one-hot rows or not; `nil` where they stand for none.
    public let symbols: [String]?
    /// The names of the values along the inputs' last axis, for a table or a series.
    public let columns: [String]?
    /// The shape of the outputs for one sample that the loss needs; `nil` where any shape will do.
    public let outputs: [Int]?
    /// How stored numbers become inputs.
    public let inputs: FittedInputs
    let targets: Targets
    let examples: Counts
    /// The range to which inputs with noise are clipped.
    let noiseRange: [Float]?
    /// What the source fitted: columns, categories, a vocabulary.
    let source: FittedValues

    struct Targets: Codable, Hashable, Sendable {
        let kind: Kind
        /// How targets of numbers are scaled; `nil` where they are not. `offsets` have the targets' own unit.
        let scaling: FittedScaling?

        enum Kind: String, Codable, Sendable { case classes, numbers, inputs }
    }

    /// The number of examples of each part, before `--limit`.
    struct Counts: Codable, Hashable, Sendable {
        let training: Int
        let validation: Int
        let test: Int
    }

    /// The version of the file's format.
    private static let format = 1

    /// What was fitted for `parts` of `dataset`, which was read as `request` describes. `outputs`: the shape of the outputs for one sample that the loss needs.
    public init(_ dataset: Dataset, _ parts: DatasetParts, request: String, outputs: Shape?) {
        format = Self.format
        (self.request, files) = (request, [])
        (vocabulary, self.outputs) = (dataset.vocabulary, outputs?.dimensions)
        (symbols, columns) = (dataset.symbols, dataset.columnNames)
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

    /// How the targets were scaled; `nil` where they were not.
    public var targetScaling: ChannelScaling? { targets.scaling.map { ChannelScaling($0, rowCount: $0.offsets.count) } }

    /// Outputs (count, outputs) in the unit of the data's own targets.
    public func restored(_ outputs: Tensor) -> Tensor {
        guard let targetScaling, outputs.shape.dimensions.last == targetScaling.offsets.count else { return outputs }
        return Tensor(shape: outputs.shape, values: targetScaling.restored(outputs.values))
    }

    /// The number of classes; `nil` where the targets are not classes.
    public var classes: Int? { classNames.isEmpty ? nil : classNames.count }

    /// Throws where a data set can't be prepared with these values, because its examples or targets have another shape now.
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

    /// Whether `outputs` is a shape that no loss needs.
    private var areOutputsDamaged: Bool {
        guard let outputs else { return false }
        return outputs.count > 8 || !outputs.allSatisfy { (1...1 << 24).contains($0) } || outputs.reduce(1.0) { $0 * Double($1) } > Double(1 << 28)
    }

    /// Whether it has values that no run of this version writes: the file was edited, or a later version wrote it.
    public var isDamaged: Bool {
        format != Self.format || inputs.isDamaged || areOutputsDamaged || files.contains { $0.size < 0 } || noiseRange != nil && noise == nil
            || !(targets.scaling.map { !$0.offsets.isEmpty && $0.fits(channels: $0.offsets.count) } ?? true)
    }
}
