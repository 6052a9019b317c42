/// A way to look at a network: a request, which a `Looker` answers with a view. Both are plain data.
///
/// The lab and `strata inspect` use the same lenses, for a current and for a saved run. To add one, add a file with a type that conforms to this protocol, and
/// something that draws its view.
public protocol Lens: Hashable, Sendable {
    /// What the lens shows.
    associatedtype View: Hashable, Sendable

    /// Why the lens doesn't apply to this network or these examples, in one sentence with expected, got and the repair; `nil` where it applies.
    func problem(_ looker: Looker) -> String?
    /// The view with the looker's current weights, `nil` where there is none. Called only where there is no problem.
    func view(_ looker: Looker) -> View?
}

extension Lens {
    /// `nil`: the lens applies to every network.
    public func problem(_ looker: Looker) -> String? { nil }
}

/// The lenses that a page shows: an ordered set of requests.
public struct Watch: Hashable, Sendable {
    private var requests: [PlainData] = []

    /// The lenses in this order, without repetitions.
    public init(_ lenses: [any Lens]) {
        for lens in lenses.map(PlainData.init) where !requests.contains(lens) { requests.append(lens) }
    }

    /// The lenses in this order, without repetitions.
    public init(_ lenses: any Lens...) { self.init(lenses) }

    /// The lenses, in order.
    public var lenses: [any Lens] { requests.compactMap { $0.value as? any Lens } }
    /// Whether there are no lenses.
    public var isEmpty: Bool { requests.isEmpty }
}

/// Views by their lenses.
public struct Views: Hashable, Sendable {
    private var entries: [Entry] = []

    private struct Entry: Hashable, Sendable {
        let lens: PlainData
        let view: PlainData
    }

    /// No views.
    public init() {}

    /// The view of this lens; `nil` where there is none.
    public subscript<L: Lens>(lens: L) -> L.View? {
        get { entries.first { $0.lens.value as? L == lens }?.view.value as? L.View }
        set {
            let key = PlainData(lens), index = entries.firstIndex { $0.lens == key }
            guard let newValue else { return entries.removeAll { $0.lens == key } }
            let entry = Entry(lens: key, view: PlainData(newValue))
            if let index { entries[index] = entry } else { entries.append(entry) }
        }
    }

    /// The view of the first lens of this type; `nil` where there is none.
    public subscript<L: Lens>(kind: L.Type) -> L.View? { entries.first { $0.lens.value is L }?.view.value as? L.View }
}

/// A value of any type, compared by that type's equality.
private struct PlainData: Hashable, Sendable {
    let value: any Hashable & Sendable

    init(_ value: any Hashable & Sendable) {
        self.value = value
    }

    static func == (one: PlainData, other: PlainData) -> Bool { equals(one.value, other.value) }
    func hash(into hasher: inout Hasher) { value.hash(into: &hasher) }

    private static func equals<Value: Hashable>(_ one: Value, _ other: any Hashable) -> Bool { other as? Value == one }
}
