/// An argument with its value: what a form, a recipe's line or a Keras program shows.
public struct ArgumentState: Hashable, Sendable {
    public let name: String
    public let domain: ArgumentDomain
    public let help: String
    public let value: ArgumentValue
    public let defaultValue: ArgumentValue
    public let isRequired: Bool
    public var isDefault: Bool { value == defaultValue }
    /// Whether it names other layers of the stack.
    public var isReference: Bool {
        switch domain {
        case .reference, .references, .initialState: true
        default: false
        }
    }

    /// The arguments of something that a person writes, beside those of its defaults.
    static func all<Spec>(of spec: Spec, _ arguments: [Argument<Spec>], defaults: Spec) -> [ArgumentState] {
        arguments.map {
            ArgumentState(name: $0.name, domain: $0.domain, help: $0.help, value: $0.get(spec), defaultValue: $0.get(defaults), isRequired: $0.isRequired)
        }
    }
}
