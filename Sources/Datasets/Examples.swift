import Tensors

/// The inputs and targets of one part of a data set, as a view of stored numbers: parts, folds, windows and repeated examples share one storage. Bytes and whole
/// numbers are converted only when a batch is gathered: 60,000 images take 47 MB, not 188, and overlapping windows take no more memory than their text.
public struct Examples: Sendable {
    /// The number of examples.
    public let count: Int
    /// The targets of all stored examples.
    public let targets: Targets
    /// A factor of the loss for each stored example; `nil` where all are 1. `weight(_:)` gives an example's.
    public internal(set) var weights: [Float]?
    /// The shape of one input as stored; `shape` is that of a gathered input.
    public let storedShape: Shape
    let inputs: Values
    /// The distance from the first number of a stored example to that of the next: less than the example's size where windows overlap.
    let inputStep: Int
    let targetStep: Int
    /// The indices of the stored examples, in this view's order; `nil` for all.
    let picks: [Int32]?
    /// The classes of the stored examples where the targets are the inputs: an autoencoder's codes are coloured by them.
    let categories: [Int32]?
    /// What is applied to an example when it is gathered.
    var transforms = Transforms()

    /// Numbers, row-major.
    public enum Values: Sendable {
        /// Bytes, each multiplied by `scale`.
        case bytes([UInt8], scale: Float)
        /// Numbers as they are.
        case floats([Float])

        var count: Int {
            switch self {
            case .bytes(let bytes, _): bytes.count
            case .floats(let numbers): numbers.count
            }
        }
    }

    /// What is to be predicted.
    public enum Targets: Sendable {
        /// Class indices, `perSample` for each example: one, or one for each step of a sequence.
        case classes([Int32], perSample: Int = 1)
        /// Numbers of this shape for each example.
        case values([Float], Shape)
        /// The input itself, as in an autoencoder.
        case inputs

        /// Whether both are of the same kind and shape.
        func isLike(_ other: Targets) -> Bool {
            switch (self, other) {
            case (.inputs, .inputs): true
            case (.classes(_, let steps), .classes(_, let otherSteps)): steps == otherSteps
            case (.values(_, let shape), .values(_, let otherShape)): shape == otherShape
            case (.classes, _), (.values, _), (.inputs, _): false
            }
        }
    }

    /// `count` examples stored one after another: inputs (count, shape), their targets, and their weights (count,) or none.
    public init(shape: Shape, inputs: Values, targets: Targets, count: Int, weights: [Float]? = nil) {
        precondition(inputs.count == count * shape.count, "\(count) inputs \(shape) are not \(inputs.count) numbers")
        let targetStep = targets.step(of: shape)
        self.init(
            stored: shape, inputs: inputs, inputStep: shape.count, targets: targets, targetStep: targetStep, picks: nil, count: count, weights: weights, categories: nil)
    }

    /// A view: example k is the stored example `picks[k]`, whose numbers begin at `picks[k] · inputStep`.
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

    /// No examples, with inputs of this shape.
    public init(none shape: Shape) {
        self.init(shape: shape, inputs: .floats([]), targets: .inputs, count: 0)
    }

    /// The shape of one gathered input.
    public var shape: Shape { transforms.oneHot.map { $0.shape(of: storedShape) } ?? storedShape }

    /// The number of class indices of an example: 1, or the steps of a sequence.
    public var targetsPerSample: Int {
        if case .classes(_, let perSample) = targets { perSample } else { 1 }
    }

    /// The number of stored examples, whether or not this view has them.
    var storedCount: Int { inputs.count >= storedShape.count && inputStep > 0 ? (inputs.count - storedShape.count) / inputStep + 1 : 0 }

    /// The addresses at which inputs and targets are stored, with their sizes in bytes.
    var storage: [UnsafeRawPointer: Int] {
        func region<Number>(_ numbers: [Number]) -> [UnsafeRawPointer: Int] {
            numbers.withUnsafeBytes { bytes in bytes.baseAddress.map { [$0: bytes.count] } ?? [:] }
        }
        let own: [UnsafeRawPointer: Int]
        switch inputs {
        case .bytes(let bytes, _): own = region(bytes)
        case .floats(let numbers): own = region(numbers)
        }
        return switch targets {
        case .classes(let classes, _): own.merging(region(classes)) { $1 }
        case .values(let values, _): own.merging(region(values)) { $1 }
        case .inputs: own
        }
    }

    /// The index of the stored example that an example of this view is.
    func stored(_ index: Int) -> Int { picks.map { Int($0[index]) } ?? index }

    /// The class of an example: its index, or the position of the 1 in its row; `nil` where the targets are not classes or are a sequence of them.
    public func label(_ index: Int) -> Int? {
        switch targets {
        case .classes(let classes, 1): return Int(classes[stored(index)])
        case .values(let values, let row) where row.rank == 1 && row.count > 1:
            let start = stored(index) * targetStep, own = values[start..<start + row.count]
            return own.firstIndex(of: 1).map { $0 - start }
        case .classes, .values, .inputs: return nil
        }
    }

    /// The class that an example belongs to, whether or not it is the target; `nil` where there is none.
    public func category(_ index: Int) -> Int? {
        categories.map { Int($0[stored(index)]) } ?? label(index)
    }

    /// The factor of an example's loss.
    public func weight(_ index: Int) -> Float { weights.map { $0[stored(index)] } ?? 1 }

    /// One input, scaled, without noise and augmentation.
    public func input(_ index: Int) -> Tensor {
        var tensor = Tensor(zeros: shape)
        tensor.values.withUnsafeMutableBufferPointer { target in
            if let base = target.baseAddress { gatherClean(index, to: base) }
        }
        return tensor
    }
}

extension Examples.Targets {
    /// The numbers of one target.
    func step(of shape: Shape) -> Int {
        switch self {
        case .classes(_, let perSample): perSample
        case .values(_, let row): row.count
        case .inputs: shape.count
        }
    }
}
