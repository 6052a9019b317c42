import Tensors

extension Dataset {
    /// Applies what a recipe may ask of any source (image size, scaling, targets, one-hot), or throws where the data doesn't allow it. Done before the data is split.
    mutating func prepare(_ spec: DataSpec) throws(FileError) {
        if let size = spec.imageSize { try resize(to: size) }
        let arePixels = symbols == nil
        try each { examples in
            if case .bytes(_, let scale) = examples.inputs { examples = examples.scaled(by: spec.scaling == .none ? 1 : scale == 1 && arePixels ? 1 / 255 : scale) }
        }
        if spec.targets == .inputs {
            try each { $0 = $0.reconstructing }
            classNames = []
        }
        try check(spec)
        (scaling, targetScaling) = (spec.scaling, spec.targetScaling)
        if let choice = spec.oneHot, choice.isWanted {
            try each { $0 = $0.scaled(by: 1) }
            let oneHot = try OneHot(kept?.inputs.oneHot.map { .depth($0) } ?? choice, self)
            try each { $0.transforms.oneHot = oneHot }
        }
    }

    /// Why data that has been read can't be prepared in another way, one sentence; `nil` where it can.
    public func refusal(of spec: DataSpec) -> String? {
        do throws(FileError) {
            try check(spec)
            return nil
        } catch { return error.description }
    }

    /// Throws where the recipe asks for a transform that doesn't apply to this data.
    private func check(_ spec: DataSpec) throws(FileError) {
        func refuse(_ sentence: String) throws(FileError) -> Never { throw FileError(name, sentence) }
        let isReconstructing = if case .inputs = training.targets { true } else { false }
        if spec.noise != nil, !isReconstructing { try refuse("noise: expected targets that are the clean inputs, got others. Add targets: inputs, or leave noise out.") }
        if spec.augment != nil, training.storedShape.rank != 3 { try refuse("augment: expected images, got inputs of \(inputShape.tuple). Leave augment out.") }
        let isOneHot = spec.oneHot?.isWanted ?? false
        if spec.augment != nil, isOneHot { try refuse("augment: expected images, got one_hot inputs. Leave one of them out.") }
        if [.standardise, .normalise].contains(spec.scaling) {
            if isOneHot { try refuse("one_hot: gives 0 and 1, which need no scaling. Leave scaling out.") }
            if symbols != nil { try refuse("scaling: expected measured numbers, got the numbers of symbols. Leave scaling out.") }
        }
        if spec.targetScaling != .automatic {
            guard case .values = training.targets else { try refuse("target_scaling: expected targets that are numbers, got classes or inputs. Leave it out.") }
        }
        if let count = spec.classes, classes != count {
            try refuse("classes: expected \(classes.map { "the \($0) classes that the data has" } ?? "targets that are classes"), got \(count). Leave it out.")
        }
        if spec.balance != nil, (0..<training.count).allSatisfy({ training.category($0) == nil }) {
            try refuse("balance: expected a class for each example, got none. Leave balance out.")
        }
        if let weight = spec.classWeight {
            guard classes != nil, training.targetsPerSample == 1 else { try refuse("class_weight: expected a class for each example, got none. Leave it out.") }
            if case .classes(let factors) = weight, let unknown = factors.keys.sorted().first(where: { !classNames.contains($0) && !isClassNumber($0) }) {
                try refuse(
                    "class_weight: expected classes of \(classNames.prefix(20).joined(separator: ", ")), got \(unknown.prefix(40)). Correct it.\(NearestName.suggestion(unknown, in: classNames))"
                )
            }
        }
    }

    /// Whether a text is the number of a class, without signs and leading zeros.
    private func isClassNumber(_ text: String) -> Bool { Int(text).map { classNames.indices.contains($0) && "\($0)" == text } ?? false }

    /// Scales the images to the recipe's size.
    private mutating func resize(to size: DataSpec.ImageSize) throws(FileError) {
        guard inputShape.rank == 3 else { throw FileError(name, "image_size: expected images, got inputs of \(inputShape.tuple). Leave image_size out.") }
        guard (inputShape[0], inputShape[1]) != (size.rows, size.columns) else { return }
        let shape = Shape([size.rows, size.columns, inputShape[2]]), name = name, most = 1 << 31
        (places, testPlaces) = (nil, nil)
        guard training.count + test.count + (validation?.count ?? 0) <= most / shape.count else {
            throw FileError(name, "becomes more than \(most) bytes of pictures \(size.rows)×\(size.columns). Lower image_size.")
        }
        try each { examples throws(FileError) in
            guard examples.count > 0 else { return examples = Examples(none: shape) }
            let own = Examples(joining: [examples])
            guard case .bytes(let bytes, let scale) = own.inputs else {
                throw FileError(name, "holds numbers, not pictures, so image_size can't scale it. Leave image_size out.")
            }
            let old = own.shape, width = old.count
            let scaled = (0..<own.count).flatMap { index in
                Picture(rows: old[0], columns: old[1], channels: old[2], bytes: Array(bytes[index * width..<(index + 1) * width]))
                    .scaled(rows: size.rows, columns: size.columns).bytes
            }
            examples = own.changed(shape: shape, inputs: .bytes(scaled, scale: scale))
        }
    }
}
