/// How well one class is told from all others. Of a class c of a confusion matrix with counts n (row: the class that the data says, column: the predicted one)
///
///     precision = n[c, c] / ∑ᵣ n[r, c]    the share of what is predicted as c that is c
///     recall    = n[c, c] / ∑ₖ n[c, k]    the share of c that is predicted as c
///     F1        = 2 n[c, c] / (∑ᵣ n[r, c] + ∑ₖ n[c, k])    their harmonic mean
///
/// A score whose denominator is 0 is not defined: it is `nil`, written `–` on a screen and `null` in JSON, never 0.
public struct ClassScores: Hashable, Sendable {
    /// `nil` where the class is never predicted.
    public let precision: Double?
    /// `nil` where the data has no example of the class.
    public let recall: Double?
    /// `nil` where the class neither is there nor is predicted.
    public let f1: Double?
    /// The examples of the class.
    public let count: Int
}

extension Confusion {
    /// The scores of each class, in the order of the classes.
    public var scores: [ClassScores] {
        let classes = classNames.count
        guard counts.count == classes * classes else { return [] }
        return (0..<classes).map { index in
            let right = counts[index * classes + index]
            let examples = (0..<classes).reduce(0) { $0 + counts[index * classes + $1] }, predicted = (0..<classes).reduce(0) { $0 + counts[$1 * classes + index] }
            func share(_ part: Int, of whole: Int) -> Double? { whole > 0 ? Double(part) / Double(whole) : nil }
            return ClassScores(
                precision: share(right, of: predicted), recall: share(right, of: examples), f1: share(2 * right, of: predicted + examples), count: examples)
        }
    }

    /// The mean of each score over the classes that have it; no class weighs more than another (a macro average).
    public var meanScores: ClassScores {
        let scores = scores
        func mean(_ score: (ClassScores) -> Double?) -> Double? {
            let values = scores.compactMap(score)
            return values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
        }
        return ClassScores(precision: mean(\.precision), recall: mean(\.recall), f1: mean(\.f1), count: scores.reduce(0) { $0 + $1.count })
    }
}
