/// Statistics of numbers, with a histogram.
public struct Statistics: Hashable, Sendable {
    /// The smallest number.
    public let minimum: Float
    /// The largest number.
    public let maximum: Float
    /// Σx ∕ n.
    public let mean: Float
    /// The standard deviation √(Σ(x − mean)² ∕ n).
    public let deviation: Float
    /// The Euclidean norm √(Σx²).
    public let norm: Float
    /// The share of numbers that are exactly 0.
    public let zeroShare: Float
    /// A histogram: the counts in equal bins from `minimum` to `maximum`.
    public let bins: [Int]

    /// Statistics from their parts.
    public init(minimum: Float, maximum: Float, mean: Float, deviation: Float, norm: Float, zeroShare: Float, bins: [Int]) {
        self.minimum = minimum
        self.maximum = maximum
        self.mean = mean
        self.deviation = deviation
        self.norm = norm
        self.zeroShare = zeroShare
        self.bins = bins
    }

    private static let binCount = 40

    /// The statistics of these numbers; those that are not finite are left out.
    init(_ values: UnsafeBufferPointer<Float>) {
        var low = Float.infinity, high = -Float.infinity, sum = 0.0, squares = 0.0, zeros = 0, count = 0
        for value in values where value.isFinite {
            low = min(low, value)
            high = max(high, value)
            sum += Double(value)
            squares += Double(value) * Double(value)
            if value == 0 { zeros += 1 }
            count += 1
        }
        guard count > 0 else {
            self.init(minimum: 0, maximum: 0, mean: 0, deviation: 0, norm: 0, zeroShare: 0, bins: [])
            return
        }
        let mean = sum / Double(count)
        var bins = [Int](repeating: 0, count: Self.binCount)
        let scale = high > low ? Float(Self.binCount) / (high - low) : 0
        for value in values where value.isFinite {
            let position = (value - low) * scale
            bins[position.isFinite ? min(Self.binCount - 1, Int(position)) : 0] += 1
        }
        self.init(
            minimum: low, maximum: high, mean: Float(mean), deviation: Float(max(0, squares / Double(count) - mean * mean).squareRoot()),
            norm: Float(squares.squareRoot()), zeroShare: Float(zeros) / Float(count), bins: bins)
    }
}
