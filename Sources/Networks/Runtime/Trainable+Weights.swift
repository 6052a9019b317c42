import Tensors

extension Trainable {
    /// Copies of the variables with their names, in the order of the stack.
    public var weights: [(name: String, tensor: Tensor)] {
        parameters.map { ($0.name, Tensor(shape: $0.shape, values: Array(UnsafeBufferPointer(start: $0.value.pointer, count: $0.shape.count)))) }
    }

    /// Loads every variable from `tensors`. Throws, and changes nothing, when one is missing, has another shape or is not a variable of this stack.
    public func load(_ tensors: [String: Tensor]) throws(NetworkError) {
        for parameter in parameters {
            guard let tensor = tensors[parameter.name] else { throw .missingWeights(name: parameter.name) }
            guard tensor.shape == parameter.shape else {
                throw .wrongShape(name: parameter.name, expected: parameter.shape.tuple, got: tensor.shape.tuple)
            }
        }
        let known = Set(parameters.map(\.name))
        if let stranger = tensors.keys.sorted().first(where: { !known.contains($0) }) {
            throw .unexpectedWeights(name: stranger, known: parameters.map(\.name))
        }
        for parameter in parameters {
            guard let tensor = tensors[parameter.name] else { continue }
            tensor.values.withUnsafeBufferPointer { values in
                guard let base = values.baseAddress else { return }
                parameter.value.pointer.update(from: base, count: values.count)
            }
        }
    }

    /// Copies the current weights of another network with the same stack.
    public func copyWeights(from other: [Parameter]) {
        for (own, theirs) in zip(parameters, other) { own.value.pointer.update(from: theirs.value.pointer, count: own.shape.count) }
    }
}
