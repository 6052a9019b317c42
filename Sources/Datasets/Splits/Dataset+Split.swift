import Tensors

extension Dataset {
    /// Splits the examples as the recipe says. Where the split makes a test part, the source's own test and validation parts are joined with its training part first.
    mutating func split(_ spec: SplitSpec) throws(FileError) {
        var all = training
        if spec.makesTest, test.count > 0 || validation != nil {
            all = Examples(joining: [training, validation, test].compactMap { $0 })
            places = nil
        }
        split(all, try spec.parts(labels: (0..<all.count).map { all.category($0) ?? 0 }, name: name), keepsTest: !spec.makesTest)
    }

    /// Sets the parts to examples of `all`.
    mutating func split(_ all: Examples, _ parts: SplitParts, keepsTest: Bool = false) {
        training = all.picked(parts.training)
        validation = parts.validation.map(all.picked)
        if !keepsTest { (test, testPlaces) = (all.picked(parts.test), places) }
    }
}

extension Examples {
    /// The examples of several parts of the same kind, copied one after another into new storage.
    init(joining parts: [Examples]) {
        let parts = parts.filter { $0.count > 0 }, first = parts.first ?? Examples(none: [1])
        let areBytes = parts.allSatisfy { if case .bytes = $0.inputs { true } else { false } }
        var bytes: [UInt8] = [], floats: [Float] = [], classes: [Int32] = [], values: [Float] = [], weights: [Float] = []
        for part in parts {
            let size = part.storedShape.count
            for index in 0..<part.count {
                let stored = part.stored(index), start = stored * part.inputStep, targetStart = stored * part.targetStep
                switch part.inputs {
                case .bytes(let own, _) where areBytes: bytes += own[start..<start + size]
                case .bytes(let own, _): floats += own[start..<start + size].map(Float.init)
                case .floats(let own): floats += own[start..<start + size]
                }
                switch part.targets {
                case .classes(let own, let perSample): classes += own[targetStart..<targetStart + perSample]
                case .values(let own, let row): values += own[targetStart..<targetStart + row.count]
                case .inputs: break
                }
                weights.append(part.weight(index))
            }
        }
        let inputs: Values = if areBytes, case .bytes(_, let scale) = first.inputs { .bytes(bytes, scale: scale) } else { .floats(floats) }
        let targets: Targets =
            switch first.targets {
            case .classes(_, let perSample): .classes(classes, perSample: perSample)
            case .values(_, let row): .values(values, row)
            case .inputs: .inputs
            }
        self.init(
            shape: first.storedShape, inputs: inputs, targets: targets, count: parts.reduce(0) { $0 + $1.count },
            weights: parts.contains { $0.weights != nil } ? weights : nil)
    }
}
