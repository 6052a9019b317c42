import Tensors

extension Examples {
    /// Other inputs (count, stored input) as this part's are gathered: bytes scaled as its bytes are, one-hot where it is, scaled by what was fitted to it.
    /// `nil` where they are of another shape; throws where a number can't be one of one_hot's.
    public func prepared(_ inputs: Tensor, areBytes: Bool, path: String) throws(FileError) -> Tensor? {
        guard let count = inputs.shape.dimensions.first, inputs.values.count == count * storedShape.count else { return nil }
        if let depth = transforms.oneHot?.depth, let place = inputs.values.firstIndex(where: { !($0 >= 0 && $0 < Float(depth) && $0.rounded() == $0) }) {
            let example = place / max(1, storedShape.count)
            throw FileError(path, "one_hot: expected whole numbers from 0 to \(depth - 1), as in training, got \(inputs.values[place]) in example \(example). Correct it.")
        }
        var values = inputs.values
        if areBytes, case .bytes(_, let scale) = self.inputs, scale != 1 { values = values.map { $0 * scale } }
        var given = Examples(shape: storedShape, inputs: .floats(values), targets: .inputs, count: count)
        given.transforms = Transforms(oneHot: transforms.oneHot, scaling: transforms.scaling)
        let size = given.shape.count
        let gathered = [Float](unsafeUninitializedCapacity: count * size) { buffer, initialized in
            buffer.initialize(repeating: 0)
            if let base = buffer.baseAddress { for index in 0..<count { given.gatherClean(index, to: base + index * size) } }
            initialized = count * size
        }
        return Tensor(shape: Shape([count] + given.shape.dimensions), values: gathered)
    }
}
