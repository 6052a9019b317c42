import Foundation

/// An exponential moving average, corrected for its bias, like TensorBoard's smoothing: for values y₁ … yₙ and a weight w
///
///     sₜ = ∑ᵢ₌₁ᵗ (1 − w) wᵗ⁻ⁱ yᵢ / (1 − wᵗ)
///
/// The division removes the bias towards 0, where the average begins, so that s₁ is y₁.
public struct Smoothing: Hashable, Sendable {
    /// The weights that the keys step through; 0 leaves a curve unchanged.
    public static let weights = [0, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999]

    /// 0 ≤ w < 1.
    public let weight: Double

    public init(_ weight: Double) { self.weight = weight }

    /// The average at each value. Values that are not finite stay unchanged and are ignored in the average.
    public func applied(to values: [Double]) -> [Double] {
        guard weight > 0 else { return values }
        var sum = 0.0, count = 0.0
        return values.map { value in
            guard value.isFinite else { return value }
            sum = weight * sum + (1 - weight) * value
            count += 1
            return sum / (1 - pow(weight, count))
        }
    }
}
