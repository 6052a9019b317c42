/// A recipe's `class_weight:`, like Keras' `fit(class_weight=…)`: factors of the training loss by class.
public enum ClassWeight: Hashable, Sendable {
    /// n / (classes · count), as scikit-learn's "balanced": each class has the same total weight.
    case balanced
    /// Factors by class name or number; other classes have 1.
    case classes([String: Double])

    /// The weight of each class; 1 for classes without examples.
    func weights(of training: Examples, classNames: [String]) -> [Float] {
        switch self {
        case .balanced:
            var counts = [Int](repeating: 0, count: classNames.count)
            for index in 0..<training.count {
                if let label = training.label(index), label < counts.count { counts[label] += 1 }
            }
            let present = counts.filter { $0 > 0 }.count
            return counts.map { $0 > 0 ? Float(Double(training.count) / Double(present * $0)) : 1 }
        case .classes(let factors):
            return classNames.enumerated().map { Float(factors[$1] ?? factors[String($0)] ?? 1) }
        }
    }

    /// The examples with each weight multiplied by the weight of its class.
    func applied(to training: Examples, classNames: [String]) -> Examples {
        let factors = weights(of: training, classNames: classNames)
        var weights = training.weights ?? [Float](repeating: 1, count: training.storedCount)
        var isDone = [Bool](repeating: false, count: weights.count)
        for index in 0..<training.count {
            let stored = training.stored(index)
            guard let label = training.label(index), label < factors.count, !isDone[stored] else { continue }
            weights[stored] *= factors[label]
            isDone[stored] = true
        }
        var result = training
        result.weights = weights
        return result
    }
}

extension ClassWeight: DataValued {
    static let argument = DataArgument<DataSpec>(
        "class_weight", \.classWeight,
        .variant(
            [
                DataVariant("balanced", .word("balanced")),
                DataVariant(
                    "by_class", .bare,
                    [
                        DataField("factors", .factors(0...1_000_000), help: "class: factor; other classes have factor 1").with {
                            ($0.isRequired, $0.first) = (true, .factors(["0": 1]))
                        }
                    ]),
            ], expectation: "balanced or a factor by class, such as {0: 1.0, 3: 5.0}", example: ""),
        help: "factors of the loss by class; balanced: rare classes count more")

    var dataValue: DataValue {
        switch self {
        case .balanced: .variant("balanced", [:])
        case .classes(let factors): .variant("by_class", ["factors": .factors(factors)])
        }
    }

    init?(_ value: DataValue) {
        guard case .variant(let name, let values) = value else { return nil }
        switch (name, values["factors"]) {
        case ("balanced", _): self = .balanced
        case ("by_class", .factors(let factors)?): self = .classes(factors)
        default: return nil
        }
    }
}
