import Tensors

/// Inputs and targets of one part of a data set, as a view of stored numbers: parts, folds, windows and repeated examples share one storage. Bytes stay
/// bytes and whole numbers stay whole until a batch is gathered: 60,000 images take 47 MB, not 188, and overlapping windows of a text take the text.
public struct Examples: Sendable {
    public let count: Int
    public let targets: Targets
    /// A factor of the loss for each stored example; `nil` where all weigh 1. `weight(_:)` answers for an example.
    public internal(set) var weights: [Float]?
    /// The shape of one stored input; `shape` is that of a gathered one.
    public let storedShape: Shape
    let inputs: Values
    /// From one stored example's first number to the next one's: less than its size where windows overlap.
    let inputStep: Int
    let targetStep: Int
    /// The stored examples that these are, in this order; `nil` for all.
    let picks: [Int32]?
    /// What the classes of the stored examples were before the inputs became the targets: an autoencoder's codes are coloured by them.
    let categories: [Int32]?
    /// What is done to an example while it is gathered.
    var transforms = Transforms()

    /// Numbers, row-major.
    public enum Values: Sendable {
        /// Each byte times `scale`.
        case bytes([UInt8], scale: Float)
        case floats([Float])

        var count: Int {
            switch self {
            case .bytes(let bytes, _): bytes.count
            case .floats(let numbers): numbers.count
            }
        }
    }

    public enum Targets: Sendable {
        /// Class indices, `perSample` of them an example: one, or one a step of a sequence.
        case classes([Int32], perSample: Int = 1)
        /// A row of numbers of this shape an example.
        case values([Float], Shape)
        /// The input itself, as in an autoencoder.
        case inputs

        /// Whether both are of one kind and shape.
        func isLike(_ other: Targets) -> Bool {
            switch (self, other) {
            case (.inputs, .inputs): true
            case (.classes(_, let steps), .classes(_, let otherSteps)): steps == otherSteps
            case (.values(_, let shape), .values(_, let otherShape)): shape == otherShape
            case (.classes, _), (.values, _), (.inputs, _): false
            }
        }
    }

    /// `count` examples, one after another: inputs (count, shape), targets, and a weight each where they have any.
    public init(shape: Shape, inputs: Values, targets: Targets, count: Int, weights: [Float]? = nil) {
        precondition(inputs.count == count * shape.count, "\(count) inputs \(shape) are not \(inputs.count) numbers")
        let targetStep = targets.step(of: shape)
        self.init(
            stored: shape, inputs: inputs, inputStep: shape.count, targets: targets, targetStep: targetStep, picks: nil, count: count, weights: weights, categories: nil)
    }

    /// A view: example k is the stored example `picks[k]`, whose numbers begin at `inputStep` times that.
    init(
        stored shape: Shape, inputs: Values, inputStep: Int, targets: Targets, targetStep: Int, picks: [Int32]?, count: Int, weights: [Float]?, categories: [Int32]?
    ) {
        storedShape = shape
        self.inputs = inputs
        self.inputStep = inputStep
        self.targets = targets
        self.targetStep = targetStep
        self.picks = picks
        self.count = count
        self.weights = weights
        self.categories = categories
    }

    /// No example, of this shape.
    public init(none shape: Shape) {
        self.init(shape: shape, inputs: .floats([]), targets: .inputs, count: 0)
    }

    /// The shape of one gathered input.
    public var shape: Shape { transforms.oneHot.map { $0.shape(of: storedShape) } ?? storedShape }

    /// The factor of stored bytes; `nil` where inputs are not stored as bytes.
    public var byteScale: Float? { if case .bytes(_, let scale) = inputs { scale } else { nil } }

    /// How wide a row with a one is that a whole number becomes; `nil` where numbers stay as they are.
    public var oneHotDepth: Int? { transforms.oneHot?.depth }

    /// Class indices an example: 1, or the steps of a sequence.
    public var targetsPerSample: Int {
        if case .classes(_, let perSample) = targets { perSample } else { 1 }
    }

    /// Stored examples, picked or not.
    var storedCount: Int { inputs.count >= storedShape.count && inputStep > 0 ? (inputs.count - storedShape.count) / inputStep + 1 : 0 }

    /// Where inputs and targets lie in memory, and how many bytes they take.
    var storage: [UnsafeRawPointer: Int] {
        func place<Number>(_ numbers: [Number]) -> [UnsafeRawPointer: Int] {
            numbers.withUnsafeBytes { bytes in bytes.baseAddress.map { [$0: bytes.count] } ?? [:] }
        }
        let own: [UnsafeRawPointer: Int]
        switch inputs {
        case .bytes(let bytes, _): own = place(bytes)
        case .floats(let numbers): own = place(numbers)
        }
        return switch targets {
        case .classes(let classes, _): own.merging(place(classes)) { $1 }
        case .values(let values, _): own.merging(place(values)) { $1 }
        case .inputs: own
        }
    }

    /// The stored example behind an example.
    func stored(_ index: Int) -> Int { picks.map { Int($0[index]) } ?? index }

    /// The class of an example: its index, or the place of the one in its row; `nil` where the targets are no classes or a sequence of them.
    public func label(_ index: Int) -> Int? {
        switch targets {
        case .classes(let classes, 1): return Int(classes[stored(index)])
        case .values(let values, let row) where row.rank == 1 && row.count > 1:
            let start = stored(index) * targetStep, own = values[start..<start + row.count]
            return own.firstIndex(of: 1).map { $0 - start }
        case .classes, .values, .inputs: return nil
        }
    }

    /// The class that an example belongs to, whether it is the target or not: what colours an autoencoder's codes.
    public func category(_ index: Int) -> Int? {
        categories.map { Int($0[stored(index)]) } ?? label(index)
    }

    /// The factor of an example's loss.
    public func weight(_ index: Int) -> Float { weights.map { $0[stored(index)] } ?? 1 }

    /// One input as it is without noise or augmentation.
    public func input(_ index: Int) -> Tensor {
        var tensor = Tensor(zeros: shape)
        tensor.values.withUnsafeMutableBufferPointer { target in
            if let base = target.baseAddress { gatherClean(index, to: base) }
        }
        return tensor
    }
}

extension Examples.Targets {
    /// Numbers of one target.
    func step(of shape: Shape) -> Int {
        switch self {
        case .classes(_, let perSample): perSample
        case .values(_, let row): row.count
        case .inputs: shape.count
        }
    }
}
