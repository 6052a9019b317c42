import Tensors

extension Examples {
    /// The examples of these places.
    public subscript(range: Range<Int>) -> Examples { picked(Array(range)) }

    /// The examples of these places, in this order, as often as they are named; nothing is copied but the places.
    public func picked(_ places: [Int]) -> Examples {
        changed(picks: places.map { Int32(truncatingIfNeeded: stored($0)) }, count: places.count)
    }

    /// The same examples with their inputs as targets; what they were the classes of is kept beside.
    public var reconstructing: Examples {
        var kept = categories
        if case .classes(let classes, 1) = targets { kept = classes }
        var examples = Examples(
            stored: storedShape, inputs: inputs, inputStep: inputStep, targets: .inputs, targetStep: inputStep, picks: picks, count: count, weights: weights, categories: kept)
        examples.transforms = transforms
        return examples
    }

    /// The same examples, whose losses all weigh 1.
    var unweighted: Examples {
        var examples = self
        examples.weights = nil
        return examples
    }

    /// The same examples with another factor for stored bytes.
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
