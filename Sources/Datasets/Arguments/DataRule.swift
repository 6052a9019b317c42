/// Two arguments that can't be combined: a recipe's reader refuses them, and the form resets the one that was not set last.
struct DataRule: Sendable {
    /// The key at which the error is reported.
    let blamed: String
    /// The key that it can't be combined with.
    let other: String
    /// Whether the data breaks the rule; the second argument are the keys that are given.
    let isBroken: @Sendable (DataSpec, Set<String>) -> Bool
    /// The error's sentence.
    let sentence: @Sendable (DataSpec) -> String
    /// Changes the data so that the rule holds after a key was set; where this is `nil`, the other key is reset.
    var mend: (@Sendable (inout DataSpec, String) -> Void)?
    /// Whether the form hides `blamed` while `other` is given.
    var isExclusion = false

    /// A rule that `blamed` has no meaning where `other` is given; `reason` says why.
    static func exclusion(_ blamed: String, _ other: String, because reason: String) -> DataRule {
        DataRule(
            blamed: blamed, other: other, isBroken: { $1.contains(blamed) && $1.contains(other) },
            sentence: { _ in
                "\(blamed): has no meaning beside \(other), \(reason). Leave one of them out."
            }, isExclusion: true)
    }
}
