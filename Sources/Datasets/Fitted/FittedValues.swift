import Tensors

/// The values that a source has fitted, by name: computed from the data, or read from a run's file.
public struct FittedValues: Codable, Sendable {
    private var values: [Name: Value] = [:]

    private enum Value: Sendable {
        case found(any Fitted)
        case read(JSONValue)
    }

    private struct Name: CodingKey, Hashable {
        let stringValue: String
        var intValue: Int? { nil }

        init(_ name: String) { stringValue = name }
        init?(stringValue: String) { self.init(stringValue) }
        init?(intValue: Int) { nil }
    }

    init() {}

    /// Reads the values as JSON; `value(_:)` decodes each as its type.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Name.self)
        for name in container.allKeys { values[name] = .read(try container.decode(JSONValue.self, forKey: name)) }
    }

    /// Writes all values under their names.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Name.self)
        for (name, value) in values {
            switch value {
            case .found(let value): try container.encode(value, forKey: name)
            case .read(let value): try container.encode(value, forKey: name)
            }
        }
    }

    /// The value of a name; throws where there is none, or none that data could give.
    func value<Wanted: Fitted>(_ name: String) throws(FileError) -> Wanted {
        let wanted: Wanted? =
            switch values[Name(name)] {
            case .found(let value): value as? Wanted
            case .read(let value): try? value.decoded(as: Wanted.self)
            case nil: nil
            }
        guard let wanted, !wanted.isDamaged else { throw FileError("fitted.json", "has no \(name) that can be read. Restore the file, or train the recipe anew.") }
        return wanted
    }

    mutating func set(_ name: String, _ value: some Fitted) { values[Name(name)] = .found(value) }
}
