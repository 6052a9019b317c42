import Tensors

extension Trainable {
    /// The variables by name, in the model's order.
    public var weights: [(name: String, tensor: Tensor)] {
        parameters.map { ($0.name, Tensor(shape: $0.shape, values: Array(UnsafeBufferPointer(start: $0.value.pointer, count: $0.shape.count)))) }
    }

    /// Takes every variable from `tensors`; nothing changes when one is missing, has another shape or is not this stack's.
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

    /// Takes the weights of another network of the same stack, as they are now.
    public func copyWeights(from other: [Parameter]) {
        for (own, theirs) in zip(parameters, other) { own.value.pointer.update(from: theirs.value.pointer, count: own.shape.count) }
    }
}
