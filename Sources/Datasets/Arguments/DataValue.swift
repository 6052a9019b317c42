/// A value of an argument of `data:`, as a recipe writes it and the form shows it.
public indirect enum DataValue: Hashable, Sendable {
    /// The argument is not given.
    case nothing
    /// `true` or `false`.
    case flag(Bool)
    /// A whole number.
    case whole(Int)
    /// A number.
    case real(Double)
    /// A word, a path, or a column's name.
    case text(String)
    /// Names of columns.
    case texts([String])
    /// The rows and columns of a picture.
    case size(rows: Int, columns: Int)
    /// Numbers by name: the weights of classes.
    case factors([String: Double])
    /// One of several variants by its name, with the values of its fields: `fold` with `folds` and `fold`.
    case variant(String, [String: DataValue])
    /// A mapping: `{shift: 0.1, zoom: 0.2}`.
    case fields([String: DataValue])
}

/// A Swift type that a spec stores for an argument's value.
protocol DataValued: Sendable {
    /// The value; `nothing` where the argument is not given.
    var dataValue: DataValue { get }
    /// `nil` where the value is not of this type.
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
