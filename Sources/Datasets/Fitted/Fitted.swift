import Tensors

/// Something that a source works out from the data once, when a run begins: a vocabulary, the categories of a column, the order of the classes. It is
/// kept with the run, and from then on used as it is kept.
///
/// A source that fits something of its own declares it beside its `load` and asks for it with `Fitting.value`; no other file has to know.
protocol Fitted: Codable, Sendable {
    /// Whether it holds what no data gives, as a file that was edited may.
    var isDamaged: Bool { get }

    /// What has become of the data since `old` was fitted to it: for each change what it is and how it is undone; empty where none is seen.
    func changes(since old: Self) -> [DataChange]
}

/// A way in which data is no longer what a run began with.
public struct DataChange: Hashable, Sendable {
    /// "class n is now called no"
    public let what: String
    /// "Rename it back"
    public let repair: String

    public init(_ what: String, repair: String) {
        self.what = what
        self.repair = repair
    }

    /// Names that are new, and names that are gone, as changes; one of each is a name that was changed.
    static func names(_ kind: String, _ now: [String], since old: [String]) -> [DataChange] {
        let before = Set(old), after = Set(now)
        let new = now.filter { !before.contains($0) }, gone = old.filter { !after.contains($0) }
        if let from = gone.first, let to = new.first, gone.count == 1, new.count == 1 {
            return [DataChange("\(kind) \(quoted(from)) is gone and \(quoted(to)) is new", repair: "Rename it back to \(quoted(from))")]
        }
        var changes: [DataChange] = []
        if !gone.isEmpty { changes.append(DataChange("\(kind) \(listed(gone)) \(gone.count == 1 ? "is" : "are") gone", repair: "Put it back")) }
        if !new.isEmpty { changes.append(DataChange("\(kind) \(listed(new)) \(new.count == 1 ? "is" : "are") new", repair: "Take it out")) }
        return changes
    }

    private static func quoted(_ name: String) -> String { String(name.prefix(40)).debugDescription }

    private static func listed(_ names: [String]) -> String {
        names.prefix(5).map(quoted).joined(separator: ", ") + (names.count > 5 ? " and \(names.count - 5) more" : "")
    }
}
