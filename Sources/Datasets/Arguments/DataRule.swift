/// Two arguments that can't stand side by side: a recipe's reader refuses them, and the form takes back the one that was not set last.
public struct DataRule: Sendable {
    /// The key that an error stands at, and the other one.
    let blamed: String
    let other: String
    /// Of the data, and the keys that are said.
    let isBroken: @Sendable (DataSpec, Set<String>) -> Bool
    let sentence: @Sendable (DataSpec) -> String
    /// Changes the data so that it holds, after a key was set; `nil` takes the key that was not set back.
    var mend: (@Sendable (inout DataSpec, String) -> Void)?
    /// A form doesn't offer `blamed` while `other` is said.
    var isExclusion = false

    /// `blamed` has no meaning beside `other`.
    static func exclusion(_ blamed: String, _ other: String, because reason: String) -> DataRule {
        DataRule(
            blamed: blamed, other: other, isBroken: { $1.contains(blamed) && $1.contains(other) },
            sentence: { _ in
                "\(blamed): has no meaning beside \(other), \(reason). Leave one of them out."
            }, isExclusion: true)
    }
}
