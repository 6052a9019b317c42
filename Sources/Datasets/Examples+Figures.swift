/// Statistics of a part's inputs and targets, with which a network's losses and metrics are compared.
extension Examples {
    /// The number of targets of each class, over all steps of sequences; all 0 where the targets are not classes.
    public func classCounts(_ classes: Int) -> [Int] {
        var counts = [Int](repeating: 0, count: classes)
        for example in 0..<count {
            if case .classes(let numbers, let perSample) = targets {
                let start = stored(example) * targetStep
                for number in numbers[start..<start + perSample] where counts.indices.contains(Int(number)) { counts[Int(number)] += 1 }
            } else if let label = label(example), label < classes {
                counts[label] += 1
            }
        }
        return counts
    }

    /// The moments of targets that are numbers; `nil` where they are scaled or are not numbers.
    public var targetMoments: Moments? {
        guard case .values(let values, let row) = targets, transforms.targetScaling == nil, count > 0 else { return nil }
        var moments = Moments()
        for example in 0..<count {
            let start = stored(example) * targetStep
            for value in values[start..<start + row.count] { moments.add(Double(value)) }
        }
        return moments
    }

    /// The variance of each input number, averaged over all of them: the mean squared error of a reconstruction that is always the mean input.
    public var inputVariance: Double {
        guard count > 0 else { return 0 }
        var sums = [Double](repeating: 0, count: shape.count), squares = sums
        for example in 0..<count {
            for (position, value) in input(example).values.enumerated() {
                sums[position] += Double(value)
                squares[position] += Double(value) * Double(value)
            }
        }
        let number = Double(count)
        return zip(sums, squares).reduce(0) { $0 + max(0, $1.1 / number - ($1.0 / number) * ($1.0 / number)) } / Double(max(1, shape.count))
    }
}

/// The count, mean and standard deviation of numbers, accumulated one at a time.
public struct Moments: Hashable, Sendable {
    /// The numbers added so far.
    public private(set) var count = 0
    private var sum = 0.0
    private var squares = 0.0

    /// No numbers.
    public init() {}

    /// Adds a number.
    public mutating func add(_ value: Double) {
        count += 1
        sum += value
        squares += value * value
    }

    /// Σ x / n; 0 where there are no numbers.
    public var mean: Double { count > 0 ? sum / Double(count) : 0 }
    /// The standard deviation √(Σ x² / n − mean²); 0 where there are no numbers.
    public var deviation: Double { count > 0 ? max(0, squares / Double(count) - mean * mean).squareRoot() : 0 }
}
