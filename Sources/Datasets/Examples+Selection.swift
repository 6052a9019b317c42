import Tensors

extension Examples {
    /// The examples of a range of indices.
    public subscript(range: Range<Int>) -> Examples { picked(Array(range)) }

    /// The examples of these indices, in this order; an index may occur several times. Only the indices are copied, not the numbers.
    public func picked(_ indices: [Int]) -> Examples {
        changed(picks: indices.map { Int32(truncatingIfNeeded: stored($0)) }, count: indices.count)
    }

    /// The same examples with their inputs as targets. Their classes are kept as `category(_:)`.
    public var reconstructing: Examples {
        var kept = categories
        if case .classes(let classes, 1) = targets { kept = classes }
        var examples = Examples(
            stored: storedShape, inputs: inputs, inputStep: inputStep, targets: .inputs, targetStep: inputStep, picks: picks, count: count, weights: weights, categories: kept)
        examples.transforms = transforms
        return examples
    }

    /// The same examples, all with weight 1.
    var unweighted: Examples {
        var examples = self
        examples.weights = nil
        return examples
    }

    /// The same examples with another factor by which stored bytes are multiplied.
    func scaled(by scale: Float) -> Examples {
        guard case .bytes(let bytes, _) = inputs else { return self }
        return changed(inputs: .bytes(bytes, scale: scale))
    }

    /// The same examples with other targets, one for each stored example.
    func changed(targets: Targets) -> Examples {
        var examples = Examples(
            stored: storedShape, inputs: inputs, inputStep: inputStep, targets: targets, targetStep: targets.step(of: storedShape), picks: picks, count: count,
            weights: weights, categories: categories)
        examples.transforms = transforms
        return examples
    }

    /// The same examples with other stored inputs, one after another.
    func changed(shape: Shape, inputs: Values) -> Examples {
        Examples(
            stored: shape, inputs: inputs, inputStep: shape.count, targets: targets, targetStep: targets.step(of: shape), picks: picks, count: count, weights: weights,
            categories: categories)
    }

    private func changed(inputs: Values? = nil, picks: [Int32]? = nil, count: Int? = nil) -> Examples {
        var examples = Examples(
            stored: storedShape, inputs: inputs ?? self.inputs, inputStep: inputStep, targets: targets, targetStep: targetStep, picks: picks ?? self.picks,
            count: count ?? self.count, weights: weights, categories: categories)
        examples.transforms = transforms
        return examples
    }
}
