/// What is known of a part's inputs and targets by counting: what a network's figures are compared with.
extension Examples {
    /// How often each class is a target, at every step of sequences; all 0 where the targets are no classes.
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

    /// Mean and deviation of targets that are numbers, as they are learnt from; `nil` where they are scaled or are no numbers.
    public var targetMoments: Moments? {
        guard case .values(let values, let row) = targets, transforms.targetScaling == nil, count > 0 else { return nil }
        var moments = Moments()
        for example in 0..<count {
            let start = stored(example) * targetStep
            for value in values[start..<start + row.count] { moments.add(Double(value)) }
        }
        return moments
    }

    /// The mean squared difference of the inputs from their mean, number by number: what an answer that is always the mean input is off by.
    public var inputVariance: Double {
        guard count > 0 else { return 0 }
        var sums = [Double](repeating: 0, count: shape.count), squares = sums
        for example in 0..<count {
            for (place, value) in input(example).values.enumerated() {
                sums[place] += Double(value)
                squares[place] += Double(value) * Double(value)
            }
        }
        let number = Double(count)
        return zip(sums, squares).reduce(0) { $0 + max(0, $1.1 / number - ($1.0 / number) * ($1.0 / number)) } / Double(max(1, shape.count))
    }
}

/// How many numbers there are, what they and their squares add up to.
public struct Moments: Hashable, Sendable {
    public private(set) var count = 0
    private var sum = 0.0
    private var squares = 0.0

    public init() {}

    public mutating func add(_ value: Double) {
        count += 1
        sum += value
        squares += value * value
    }

    public var mean: Double { count > 0 ? sum / Double(count) : 0 }
    public var deviation: Double { count > 0 ? max(0, squares / Double(count) - mean * mean).squareRoot() : 0 }
}
