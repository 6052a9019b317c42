extension Array where Element == String {
    /// The words as a sentence lists them: `["npy", "idx", "csv"].listed("or")` is "npy, idx or csv".
    public func listed(_ conjunction: String) -> String {
        guard count > 1, let last else { return first ?? "" }
        return dropLast().joined(separator: ", ") + " \(conjunction) " + last
    }
}
