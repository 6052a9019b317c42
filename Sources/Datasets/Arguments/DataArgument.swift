/// One argument of what a recipe says of data: its key, what it may be, one line of help, and how it is read and written.
///
/// The tables of a source's arguments and of the shared ones serve the recipe's reader and writer, the builder's form, the resolution of paths and the
/// help: there is no second list.
public struct DataArgument<Spec>: Sendable {
    public internal(set) var field: DataField
    /// The kinds of data that it says something of; `nil` for all.
    var families: Set<DataFamily>?
    /// The kinds of data whose form doesn't offer it while nothing is said, though a recipe may.
    var hiddenFamilies: Set<DataFamily> = []
    /// It belongs to the source itself, not to data of any source.
    public internal(set) var isOfSource = false
    /// Whether a recipe names it, where it isn't its standard.
    public internal(set) var isWritten: @Sendable (Spec) -> Bool = { _ in true }
    public let get: @Sendable (Spec) -> DataValue
    private let put: @Sendable (inout Spec, DataValue) -> Bool

    public var name: String { field.name }

    init(_ field: DataField, get: @escaping @Sendable (Spec) -> DataValue, put: @escaping @Sendable (inout Spec, DataValue) -> Bool) {
        self.field = field
        self.get = get
        self.put = put
    }

    /// Where a spec keeps a value.
    typealias Place<Value> = any WritableKeyPath<Spec, Value> & Sendable

    /// An argument that always has a value.
    init<Value: DataValued>(_ name: String, _ place: Place<Value>, _ domain: DataDomain, standard: Value? = nil, isRequired: Bool = false, section: String = "data", help: String) {
        var field = DataField(name, domain, help: help)
        (field.standard, field.isRequired, field.section) = (standard?.dataValue ?? .nothing, isRequired, section)
        self.init(field) {
            $0[keyPath: place].dataValue
        } put: { spec, value in
            guard let own = Value(value) else { return false }
            spec[keyPath: place] = own
            return true
        }
    }

    /// An argument that may be left unsaid.
    init<Value: DataValued>(_ name: String, _ place: Place<Value?>, _ domain: DataDomain, section: String = "data", noneMeans: String? = nil, help: String) {
        var field = DataField(name, domain, help: help)
        (field.section, field.noneMeans) = (section, noneMeans)
        self.init(field) {
            $0[keyPath: place]?.dataValue ?? .nothing
        } put: { spec, value in
            let own = value == .nothing ? nil : Value(value)
            guard value == .nothing || own != nil else { return false }
            spec[keyPath: place] = own
            return true
        }
    }

    /// Fields of a part that a recipe tells together.
    init<Part: Equatable & Sendable>(
        _ name: String, _ place: Place<Part?>, of arguments: [DataArgument<Part>], standard: @escaping @Sendable () -> Part, section: String, help: String
    ) {
        var field = DataField(name, .fields(arguments.map(\.field)), help: help)
        field.section = section
        self.init(field) { spec in
            guard let part = spec[keyPath: place] else { return .nothing }
            return .fields(Dictionary(uniqueKeysWithValues: arguments.map { ($0.name, $0.get(part)) }))
        } put: { spec, value in
            var part = standard()
            if case .fields(let values) = value {
                guard arguments.allSatisfy({ $0.set(&part, values[$0.name] ?? .nothing) }) else { return false }
            }
            spec[keyPath: place] = part == standard() ? nil : part
            return true
        }
    }

    /// The same for some kinds of data only.
    func of(_ families: DataFamily...) -> DataArgument {
        var argument = self
        argument.families = Set(families)
        return argument
    }

    /// The same with more said of its field.
    func with(_ change: (inout DataField) -> Void) -> DataArgument {
        var argument = self
        change(&argument.field)
        return argument
    }

    /// Sets it; false where the value is none of its domain, and the spec is then as it was.
    public func set(_ spec: inout Spec, _ value: DataValue) -> Bool {
        guard let taken = field.taken(value) else { return false }
        return put(&spec, taken)
    }

    /// Whether a recipe says something other than the standard.
    public func isGiven(_ spec: Spec) -> Bool { get(spec) != field.standard }

    /// The same argument of something that holds the spec; it does nothing where that is not there.
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

    func lifted<Whole>(_ place: any WritableKeyPath<Whole, Spec> & Sendable) -> DataArgument<Whole> {
        lifted(get: { $0[keyPath: place] }, put: { $0[keyPath: place] = $1 })
    }
}
