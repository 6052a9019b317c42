import Tensors

/// Something that a source computes from the data once, when a run begins: a vocabulary, the categories of a column, the order of the classes. It is
/// stored with the run, which uses the stored value from then on.
///
/// A source declares its fitted types beside its `load` and gets their values by `Fitting.value`; no other file has to know of them.
protocol Fitted: Codable, Sendable {
    /// Whether it has values that no data can give, as in a file that was edited.
    var isDamaged: Bool { get }

    /// How the data has changed since `old` was fitted to it, each change with its repair; empty where it has not.
    func changes(since old: Self) -> [DataChange]
}

/// A difference between data and what a run began with.
public struct DataChange: Hashable, Sendable {
    /// The difference: "class n is new".
    public let what: String
    /// How to undo it: "Remove it".
    public let repair: String

    /// A change and how to undo it.
    public init(_ what: String, repair: String) {
        self.what = what
        self.repair = repair
    }

    /// The changes from the names `old` to `now`; where one is gone and one is new, the repair is to rename it.
    static func names(_ kind: String, _ now: [String], since old: [String]) -> [DataChange] {
        let before = Set(old), after = Set(now)
        let new = now.filter { !before.contains($0) }, gone = old.filter { !after.contains($0) }
        if let from = gone.first, let to = new.first, gone.count == 1, new.count == 1 {
            return [DataChange("\(kind) \(quoted(from)) is gone and \(quoted(to)) is new", repair: "Rename it back to \(quoted(from))")]
        }
        var changes: [DataChange] = []
        if !gone.isEmpty { changes.append(DataChange("\(kind) \(listed(gone)) \(gone.count == 1 ? "is" : "are") gone", repair: "Put it back")) }
        if !new.isEmpty { changes.append(DataChange("\(kind) \(listed(new)) \(new.count == 1 ? "is" : "are") new", repair: "Remove it")) }
        return changes
    }

    private static func quoted(_ name: String) -> String { String(name.prefix(40)).debugDescription }

    private static func listed(_ names: [String]) -> String {
        names.prefix(5).map(quoted).joined(separator: ", ") + (names.count > 5 ? " and \(names.count - 5) more" : "")
    }
}
