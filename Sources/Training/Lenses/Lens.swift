/// A way to look at a network: a request as plain data, which a looker answers with a view, plain data too.
///
/// The lab watches a run through lenses, `strata inspect` looks at a saved one through the same, and tests ask them directly. A new lens is a file with a type that
/// conforms to this, and whatever draws its view.
public protocol Lens: Hashable, Sendable {
    /// What is seen.
    associatedtype View: Hashable, Sendable

    /// Why this network or these examples can't be looked at so, one sentence with expected, got and the repair; `nil` where they can.
    func problem(_ looker: Looker) -> String?
    /// What is seen with the weights that the looker holds, `nil` where there is nothing of it; asked only where there is no problem.
    func view(_ looker: Looker) -> View?
}

extension Lens {
    public func problem(_ looker: Looker) -> String? { nil }
}

/// What a page shows of a run beyond its curves: a set of requests, in the order in which they are answered.
public struct Watch: Hashable, Sendable {
    private var requests: [PlainData] = []

    /// No request is taken twice.
    public init(_ lenses: [any Lens]) {
        for lens in lenses.map(PlainData.init) where !requests.contains(lens) { requests.append(lens) }
    }

    public init(_ lenses: any Lens...) { self.init(lenses) }

    public var lenses: [any Lens] { requests.compactMap { $0.value as? any Lens } }
    public var isEmpty: Bool { requests.isEmpty }
}

/// What was seen, a table of views by their requests.
public struct Views: Hashable, Sendable {
    private var entries: [Entry] = []

    private struct Entry: Hashable, Sendable {
        let lens: PlainData
        let view: PlainData
    }

    public init() {}

    /// What is seen through this very lens; `nil` where it was not looked through.
    public subscript<L: Lens>(lens: L) -> L.View? {
        get { entries.first { $0.lens.value as? L == lens }?.view.value as? L.View }
        set {
            let key = PlainData(lens), index = entries.firstIndex { $0.lens == key }
            guard let newValue else { return entries.removeAll { $0.lens == key } }
            let entry = Entry(lens: key, view: PlainData(newValue))
            if let index { entries[index] = entry } else { entries.append(entry) }
        }
    }

    /// What is seen through a lens of this kind, the first of them that was asked for; `nil` where there is none.
    public subscript<L: Lens>(kind: L.Type) -> L.View? { entries.first { $0.lens.value is L }?.view.value as? L.View }
}

/// A value of any type, compared as its type says.
private struct PlainData: Hashable, Sendable {
    let value: any Hashable & Sendable

    init(_ value: any Hashable & Sendable) {
        self.value = value
    }

    static func == (one: PlainData, other: PlainData) -> Bool { equals(one.value, other.value) }
    func hash(into hasher: inout Hasher) { value.hash(into: &hasher) }

    private static func equals<Value: Hashable>(_ one: Value, _ other: any Hashable) -> Bool { other as? Value == one }
}
