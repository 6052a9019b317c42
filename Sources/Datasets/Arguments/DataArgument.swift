/// One argument of a recipe's `data:`: its key, the values it may have, one line of help, and how a spec's value is read and set.
///
/// A source's table of arguments and the table of shared ones are the only lists: the recipe's reader and writer, the builder's form, the completion of paths and the
/// help all loop over them.
public struct DataArgument<Spec>: Sendable {
    /// The key, its domain, default and help.
    public internal(set) var field: DataField
    /// The kinds of data that it applies to; `nil` for all.
    var families: Set<DataFamily>?
    /// The kinds of data whose form shows it only where the recipe gives it.
    var hiddenFamilies: Set<DataFamily> = []
    /// Whether it belongs to the source; otherwise it is shared by data of all sources.
    public internal(set) var isOfSource = false
    /// Whether a recipe writes the key where the value differs from the default.
    public internal(set) var isWritten: @Sendable (Spec) -> Bool = { _ in true }
    /// The value in a spec; `nothing` where it is not given.
    public let get: @Sendable (Spec) -> DataValue
    private let put: @Sendable (inout Spec, DataValue) -> Bool

    /// The recipe's key.
    public var name: String { field.name }

    init(_ field: DataField, get: @escaping @Sendable (Spec) -> DataValue, put: @escaping @Sendable (inout Spec, DataValue) -> Bool) {
        self.field = field
        self.get = get
        self.put = put
    }

    /// The property of a spec that holds the value.
    typealias Property<Value> = any WritableKeyPath<Spec, Value> & Sendable

    /// An argument that always has a value.
    init<Value: DataValued>(
        _ name: String, _ property: Property<Value>, _ domain: DataDomain, standard: Value? = nil, isRequired: Bool = false, section: String = "data", help: String
    ) {
        var field = DataField(name, domain, help: help)
        (field.standard, field.isRequired, field.section) = (standard?.dataValue ?? .nothing, isRequired, section)
        self.init(field) {
            $0[keyPath: property].dataValue
        } put: { spec, value in
            guard let own = Value(value) else { return false }
            spec[keyPath: property] = own
            return true
        }
    }

    /// An argument that may be left out.
    init<Value: DataValued>(_ name: String, _ property: Property<Value?>, _ domain: DataDomain, section: String = "data", noneMeans: String? = nil, help: String) {
        var field = DataField(name, domain, help: help)
        (field.section, field.noneMeans) = (section, noneMeans)
        self.init(field) {
            $0[keyPath: property]?.dataValue ?? .nothing
        } put: { spec, value in
            let own = value == .nothing ? nil : Value(value)
            guard value == .nothing || own != nil else { return false }
            spec[keyPath: property] = own
            return true
        }
    }

    /// An argument whose value is a mapping: the fields of a part of the spec.
    init<Part: Equatable & Sendable>(
        _ name: String, _ property: Property<Part?>, of arguments: [DataArgument<Part>], standard: @escaping @Sendable () -> Part, section: String, help: String
    ) {
        var field = DataField(name, .fields(arguments.map(\.field)), help: help)
        field.section = section
        self.init(field) { spec in
            guard let part = spec[keyPath: property] else { return .nothing }
            return .fields(Dictionary(uniqueKeysWithValues: arguments.map { ($0.name, $0.get(part)) }))
        } put: { spec, value in
            var part = standard()
            if case .fields(let values) = value {
                guard arguments.allSatisfy({ $0.set(&part, values[$0.name] ?? .nothing) }) else { return false }
            }
            spec[keyPath: property] = part == standard() ? nil : part
            return true
        }
    }

    /// The same argument, for some kinds of data only.
    func of(_ families: DataFamily...) -> DataArgument {
        var argument = self
        argument.families = Set(families)
        return argument
    }

    /// The same argument with its field changed.
    func with(_ change: (inout DataField) -> Void) -> DataArgument {
        var argument = self
        change(&argument.field)
        return argument
    }

    /// Sets the value; returns `false`, and leaves the spec unchanged, where the value is not in the domain.
    public func set(_ spec: inout Spec, _ value: DataValue) -> Bool {
        guard let taken = field.taken(value) else { return false }
        return put(&spec, taken)
    }

    /// Whether the value differs from the default.
    public func isGiven(_ spec: Spec) -> Bool { get(spec) != field.standard }

    /// The same argument for a type that holds the spec; it reads `nothing` and sets nothing where the spec is absent.
    func lifted<Whole>(get part: @escaping @Sendable (Whole) -> Spec?, put: @escaping @Sendable (inout Whole, Spec) -> Void) -> DataArgument<Whole> {
        var argument = DataArgument<Whole>(field) { [get] whole in
            part(whole).map(get) ?? .nothing
        } put: { whole, value in
            guard var own = part(whole), self.set(&own, value) else { return false }
            put(&whole, own)
            return true
        }
        (argument.families, argument.hiddenFamilies, argument.isOfSource) = (families, hiddenFamilies, isOfSource)
        argument.isWritten = { [isWritten] whole in part(whole).map(isWritten) ?? false }
        return argument
    }

    /// The same argument for a type that always holds the spec.
    func lifted<Whole>(_ property: any WritableKeyPath<Whole, Spec> & Sendable) -> DataArgument<Whole> {
        lifted(get: { $0[keyPath: property] }, put: { $0[keyPath: property] = $1 })
    }
}
