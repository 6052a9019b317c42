import Tensors

/// How stored numbers become a network's inputs: bytes are multiplied by a factor, whole numbers become one-hot rows, channels are scaled by the training part's
/// statistics.
public struct FittedInputs: Codable, Hashable, Sendable {
    /// The shape of one stored example.
    let dimensions: [Int]
    /// The factor by which bytes are multiplied; `nil` where the inputs are stored as numbers.
    public let byteScale: Float?
    /// The width of one-hot rows; `nil` where there are none.
    public let oneHot: Int?
    let scaling: FittedScaling?

    init(_ examples: Examples) {
        dimensions = examples.storedShape.dimensions
        byteScale = if case .bytes(_, let scale) = examples.inputs { scale } else { nil }
        oneHot = examples.transforms.oneHot?.depth
        scaling = examples.transforms.scaling.map(FittedScaling.init)
    }

    /// The shape of one stored example.
    public var shape: Shape { Shape(dimensions) }
    /// The shape of one example as the network gets it.
    public var preparedShape: Shape { oneHot.map { OneHot(depth: $0).shape(of: shape) } ?? shape }
    /// How the channels are scaled; `nil` where they are not.
    public var channelScaling: ChannelScaling? { scaling.map { ChannelScaling($0, rowCount: preparedShape.count) } }

    /// Whether stored numbers reach the network unchanged.
    public var areUnchanged: Bool { byteScale == nil && oneHot == nil && scaling == nil }

    /// Whether it has values that no run writes, as in a file that was edited.
    var isDamaged: Bool {
        guard !dimensions.isEmpty, dimensions.count <= 8, dimensions.allSatisfy({ (1...1 << 24).contains($0) }) else { return true }
        guard dimensions.reduce(1.0, { $0 * Double($1) }) <= Double(1 << 28) else { return true }
        guard oneHot.map({ (1...1 << 17).contains($0) }) ?? true else { return true }
        return scaling.map { !$0.fits(channels: oneHot ?? dimensions.last ?? 1) } ?? false
    }

    /// Converts stored inputs (count, `shape`) to a network's inputs. `nil` where they have another shape.
    ///
    /// - Throws: a `FileError` for `path` where a number has no position in a one-hot row.
    public func prepared(_ inputs: Tensor, areBytes: Bool, path: String) throws(FileError) -> Tensor? {
        let shape = shape
        guard let count = inputs.shape.dimensions.first, (0...inputs.values.count).contains(count), inputs.values.count == count * shape.count else { return nil }
        if let oneHot, let index = inputs.values.firstIndex(where: { !($0 >= 0 && $0 < Float(oneHot) && $0.rounded() == $0) }) {
            let example = index / max(1, shape.count)
            throw FileError(path, "one_hot: expected whole numbers from 0 to \(oneHot - 1), as in training, got \(inputs.values[index]) in example \(example). Correct it.")
        }
        var values = inputs.values
        if areBytes, let byteScale, byteScale != 1 { values = values.map { $0 * byteScale } }
        var given = Examples(shape: shape, inputs: .floats(values), targets: .inputs, count: count)
        given.transforms.oneHot = oneHot.map(OneHot.init(depth:))
        given.transforms.scaling = channelScaling
        let size = given.shape.count
        let gathered = [Float](unsafeUninitializedCapacity: count * size) { buffer, initialized in
            buffer.initialize(repeating: 0)
            if let base = buffer.baseAddress { for index in 0..<count { given.gatherClean(index, to: base + index * size) } }
            initialized = count * size
        }
        return Tensor(shape: Shape([count] + given.shape.dimensions), values: gathered)
    }
}

/// A stored scaling, channel by channel (of a table: column by column): (x − offset) / width.
struct FittedScaling: Codable, Hashable, Sendable {
    /// What is subtracted: means, or lowest values.
    let offsets: [Double]
    /// What is divided by: standard deviations, or ranges; 0 for a channel that never varies.
    let widths: [Double]

    init(_ scaling: ChannelScaling) { (offsets, widths) = (scaling.offsets, scaling.widths) }

    func fits(channels: Int) -> Bool { offsets.count == channels && widths.count == channels }
}
