import Tensors

/// Whole numbers as one-hot rows: (T,) becomes (T, depth), a single number (depth,).
struct OneHot: Sendable {
    let depth: Int

    init(depth: Int) { self.depth = depth }

    /// `nil` where `choice` is off; throws where an input is not a whole number from 0 to depth − 1.
    init?(_ choice: DataSpec.OneHotChoice, _ dataset: Dataset) throws(FileError) {
        guard choice.isWanted else { return nil }
        guard dataset.inputShape.count > 0 else { throw FileError(dataset.name, "has empty inputs. Leave one_hot out.") }
        let training = dataset.training
        switch choice {
        case .depth(let depth): self.depth = depth
        case .fitted, .off: depth = dataset.symbols?.count ?? Int(max(1, min(OneHot.largestDepth, OneHot.largest(training) + 1)))
        }
        for part in [training, dataset.validation, dataset.test].compactMap({ $0 }) {
            if let wrong = firstInvalid(part) {
                throw FileError(
                    dataset.name,
                    "one_hot: expected whole numbers from 0 to \(depth - 1), got \(wrong.number) in example \(wrong.example). Leave one_hot out, or give it a larger depth.")
            }
        }
    }

    private static let largestDepth: Float = 65_536

    private static func largest(_ examples: Examples) -> Float {
        var largest: Float = 0
        eachRow(examples) { _, row in largest = max(largest, row.max() ?? 0) }
        return largest
    }

    private func firstInvalid(_ examples: Examples) -> (number: Float, example: Int)? {
        var found: (Float, Int)?
        OneHot.eachRow(examples) { example, row in
            if found == nil, let number = row.first(where: { $0 < 0 || $0 >= Float(depth) || $0.rounded() != $0 }) { found = (number, example) }
        }
        return found
    }

    private static func eachRow(_ examples: Examples, _ body: (Int, UnsafeMutableBufferPointer<Float>) -> Void) {
        var row = [Float](repeating: 0, count: examples.storedShape.count)
        row.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            for index in 0..<examples.count {
                examples.inputs.gather(from: examples.stored(index) * examples.inputStep, to: base, count: buffer.count)
                body(index, buffer)
            }
        }
    }

    /// The shape of the rows of a stored shape.
    func shape(of stored: Shape) -> Shape { Shape((stored.count == 1 ? [] : stored.dimensions) + [depth]) }

    /// Writes the one-hot rows of `count` stored numbers.
    func gather(_ values: Examples.Values, from start: Int, to target: UnsafeMutablePointer<Float>, count: Int) {
        target.update(repeating: 0, count: count * depth)
        switch values {
        case .bytes(let bytes, _): for index in 0..<count { target[index * depth + min(depth - 1, Int(bytes[start + index]))] = 1 }
        case .floats(let numbers): for index in 0..<count { target[index * depth + min(depth - 1, max(0, Int(numbers[start + index])))] = 1 }
        }
    }
}
