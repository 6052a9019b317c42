/// An argument with its value: what a form, a recipe's line or a Keras program shows.
public struct ArgumentState: Hashable, Sendable {
    /// Keras' name of the argument.
    public let name: String
    /// The values that it may have.
    public let domain: ArgumentDomain
    /// One line of help.
    public let help: String
    /// The current value.
    public let value: ArgumentValue
    /// The value of a spec made by `init()`.
    public let defaultValue: ArgumentValue
    /// Whether Keras has no default, so that a recipe must give the argument.
    public let isRequired: Bool
    /// Whether the value is the default, which a recipe leaves out.
    public var isDefault: Bool { value == defaultValue }
    /// Whether it names other layers of the stack.
    public var isReference: Bool {
        switch domain {
        case .reference, .references, .initialState: true
        default: false
        }
    }

    /// The arguments of `spec`, each with its default value.
    static func all<Spec>(of spec: Spec, _ arguments: [Argument<Spec>], defaults: Spec) -> [ArgumentState] {
        arguments.map {
            ArgumentState(name: $0.name, domain: $0.domain, help: $0.help, value: $0.get(spec), defaultValue: $0.get(defaults), isRequired: $0.isRequired)
        }
    }
}
