import Tensors

/// Inputs and targets of one part of a data set. Bytes stay bytes until a batch is gathered: 60,000 images take 47 MB, not 188.
public struct Examples: Sendable {
    /// The shape of one input.
    public let shape: Shape
    public let inputs: Values
    public let targets: Targets
    public let count: Int

    /// `count` × the input shape, row-major.
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
        /// A class index an example.
        case classes([Int32])
        /// A row of numbers of this shape an example.
        case values([Float], Shape)
        /// The input itself, as in an autoencoder.
        case inputs

        /// Whether both are of one kind and shape.
        func isLike(_ other: Targets) -> Bool {
            switch (self, other) {
            case (.classes, .classes), (.inputs, .inputs): true
            case (.values(_, let shape), .values(_, let otherShape)): shape == otherShape
            case (.classes, _), (.values, _), (.inputs, _): false
            }
        }
    }

    public init(shape: Shape, inputs: Values, targets: Targets, count: Int) {
        precondition(inputs.count == count * shape.count, "\(count) inputs \(shape) are not \(inputs.count) numbers")
        self.shape = shape
        self.inputs = inputs
        self.targets = targets
        self.count = count
    }

    /// No example, of this shape.
    public init(none shape: Shape) {
        self.init(shape: shape, inputs: .floats([]), targets: .inputs, count: 0)
    }

    /// The examples of these places.
    public subscript(range: Range<Int>) -> Examples {
        let width = shape.count, numbers = range.lowerBound * width..<range.upperBound * width
        let inputs: Values =
            switch self.inputs {
            case .bytes(let bytes, let scale): .bytes(Array(bytes[numbers]), scale: scale)
            case .floats(let values): .floats(Array(values[numbers]))
            }
        let targets: Targets =
            switch self.targets {
            case .classes(let classes): .classes(Array(classes[range]))
            case .values(let values, let row): .values(Array(values[range.lowerBound * row.count..<range.upperBound * row.count]), row)
            case .inputs: .inputs
            }
        return Examples(shape: shape, inputs: inputs, targets: targets, count: range.count)
    }

    /// The class of an example: its index, or the place of the one in its row; `nil` where the targets are no classes.
    public func label(_ index: Int) -> Int? {
        switch targets {
        case .classes(let classes): return Int(classes[index])
        case .values(let values, let row) where row.rank == 1 && row.count > 1:
            let own = values[index * row.count..<(index + 1) * row.count]
            return own.firstIndex(of: 1).map { $0 - index * row.count }
        case .values, .inputs: return nil
        }
    }

    /// One input.
    public func input(_ index: Int) -> Tensor {
        var tensor = Tensor(zeros: shape)
        tensor.values.withUnsafeMutableBufferPointer { target in
            if let base = target.baseAddress { gatherInput(index, to: base) }
        }
        return tensor
    }

    /// Lays the examples of `order` side by side: inputs (order.count, shape) and targets (order.count, targetCount). A class becomes a row with a
    /// one, or the number itself where the target is one number.
    public func gather(
        _ order: UnsafeBufferPointer<Int32>, inputs: UnsafeMutablePointer<Float>, targets: UnsafeMutablePointer<Float>, targetCount: Int
    ) {
        for (place, index) in order.enumerated() {
            gatherInput(Int(index), to: inputs + place * shape.count)
            gatherTarget(Int(index), to: targets + place * targetCount, count: targetCount)
        }
    }

    private func gatherInput(_ index: Int, to target: UnsafeMutablePointer<Float>) {
        let width = shape.count
        switch inputs {
        case .bytes(let bytes, let scale):
            bytes.withUnsafeBufferPointer { source in
                for place in 0..<width { target[place] = Float(source[index * width + place]) * scale }
            }
        case .floats(let values):
            values.withUnsafeBufferPointer { source in
                for place in 0..<width { target[place] = source[index * width + place] }
            }
        }
    }

    private func gatherTarget(_ index: Int, to target: UnsafeMutablePointer<Float>, count: Int) {
        switch targets {
        case .classes(let classes):
            if count == 1 {
                target[0] = Float(classes[index])
            } else {
                target.update(repeating: 0, count: count)
                if Int(classes[index]) < count { target[Int(classes[index])] = 1 }
            }
        case .values(let values, let row):
            for place in 0..<min(count, row.count) { target[place] = values[index * row.count + place] }
        case .inputs:
            if count == shape.count { gatherInput(index, to: target) }
        }
    }
}
