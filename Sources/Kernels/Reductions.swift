/// Reductions of arrays, in a fixed order.
public enum Reductions {
    /// The index of the first value that is not finite; `nil` when all are finite.
    public static func firstNotFinite(_ values: UnsafePointer<Float>, count: Int) -> Int? {
        var index = 0
        while index < count {
            let end = min(count, index + 4_096)
            var sum: Float = 0
            for place in index..<end { sum += values[place] * 0 }  // 0 while all are finite, NaN otherwise
            if sum != 0 {
                for place in index..<end where !values[place].isFinite { return place }
            }
            index = end
        }
        return nil
    }
}
