/// A value of one of data's arguments, as a recipe writes it and a form shows it.
public indirect enum DataValue: Hashable, Sendable {
    /// Nothing is said.
    case nothing
    case flag(Bool)
    case whole(Int)
    case real(Double)
    /// A word, a path, a column's name.
    case text(String)
    case texts([String])
    case size(rows: Int, columns: Int)
    /// A number by name: the weights of classes.
    case factors([String: Double])
    /// One of several kinds, with what that kind is told: `fold` with folds and fold.
    case variant(String, [String: DataValue])
    /// Several fields at once: `{shift: 0.1, zoom: 0.2}`.
    case fields([String: DataValue])
}

/// What an argument's value is kept as.
protocol DataValued: Sendable {
    /// `nothing` where it says nothing.
    var dataValue: DataValue { get }
    /// `nil` for a value that is none of this kind.
    init?(_ value: DataValue)
}

extension String: DataValued {
    var dataValue: DataValue { .text(self) }
    init?(_ value: DataValue) { if case .text(let own) = value { self = own } else { return nil } }
}

extension Int: DataValued {
    var dataValue: DataValue { .whole(self) }
    init?(_ value: DataValue) { if case .whole(let own) = value { self = own } else { return nil } }
}

extension Double: DataValued {
    var dataValue: DataValue { .real(self) }
    init?(_ value: DataValue) { if case .real(let own) = value { self = own } else { return nil } }
}

extension Bool: DataValued {
    var dataValue: DataValue { .flag(self) }
    init?(_ value: DataValue) { if case .flag(let own) = value { self = own } else { return nil } }
}

extension [String]: DataValued {
    var dataValue: DataValue { isEmpty ? .nothing : .texts(self) }

    init?(_ value: DataValue) {
        switch value {
        case .texts(let texts): self = texts
        case .nothing: self = []
        default: return nil
        }
    }
}

extension DataValued where Self: RawRepresentable<String> {
    var dataValue: DataValue { .text(rawValue) }

    init?(_ value: DataValue) {
        guard case .text(let word) = value else { return nil }
        self.init(rawValue: word)
    }
}
