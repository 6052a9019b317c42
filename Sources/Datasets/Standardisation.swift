/// z = (x − mean) / deviation, channel by channel (of a table: column by column), as Keras' Normalization does along the last axis.
struct Standardisation {
    let means: [Double]
    let deviations: [Double]

    init(of examples: Examples) {
        let channels = max(1, examples.shape.dimensions.last ?? 1)
        var sums = [Double](repeating: 0, count: channels), squares = sums
        let numbers = Standardisation.numbers(examples)
        for (place, number) in numbers.enumerated() { sums[place % channels] += Double(number) }
        let count = Double(max(1, numbers.count / channels))
        let means = sums.map { $0 / count }
        for (place, number) in numbers.enumerated() {
            let difference = Double(number) - means[place % channels]
            squares[place % channels] += difference * difference
        }
        self.means = means
        deviations = squares.map { ($0 / count).squareRoot() }
    }

    /// A channel that never varies stays at 0.
    func applied(to examples: Examples) -> Examples {
        let channels = means.count
        var numbers = Standardisation.numbers(examples)
        for place in numbers.indices {
            let channel = place % channels
            numbers[place] = deviations[channel] > 0 ? Float((Double(numbers[place]) - means[channel]) / deviations[channel]) : 0
        }
        return Examples(shape: examples.shape, inputs: .floats(numbers), targets: examples.targets, count: examples.count)
    }

    private static func numbers(_ examples: Examples) -> [Float] {
        switch examples.inputs {
        case .bytes(let bytes, let scale): bytes.map { Float($0) * scale }
        case .floats(let numbers): numbers
        }
    }
}
