import Networks

/// A row of a form: an argument of a layer, or a setting of compile, fit and data.
public struct FormField: Hashable, Sendable {
    /// The path of the value: `units`, `layer.units`, `callbacks.EarlyStopping.patience`.
    public let path: String
    /// The last part of the path, which is Keras' name.
    public let name: String
    /// The level of indentation: 1 for a row that belongs to the one above it.
    public let level: Int
    /// The heading of the row; `nil` for the first rows, which have none.
    public let section: String?
    public let domain: ArgumentDomain
    public let help: String
    public let value: ArgumentValue
    public let isDefault: Bool
    /// What a person may type, as words that complete "expected …".
    let expectation: String

    init(
        _ path: String, _ domain: ArgumentDomain, _ help: String, _ value: ArgumentValue, isDefault: Bool = false, level: Int = 0, section: String? = nil,
        expectation: String? = nil
    ) {
        self.path = path
        name = path.split(separator: ".").last.map(String.init) ?? path
        self.level = level
        self.section = section
        self.domain = domain
        self.help = [help, Self.meaning(of: value, in: domain)].compactMap { $0 }.joined(separator: ": ")
        self.value = value
        self.isDefault = isDefault
        self.expectation = expectation ?? domain.expectation
    }

    init(_ state: ArgumentState, prefix: String = "", level: Int = 0, section: String? = nil) {
        self.init(
            prefix + state.name, state.domain, state.help, state.value, isDefault: state.isDefault && !state.isRequired, level: level, section: section)
    }

    /// The same row with a note added to its help.
    func noted(_ note: String) -> FormField {
        FormField(path, domain, "\(help): \(note)", value, isDefault: isDefault, level: level, section: section, expectation: expectation)
    }

    /// The help of the chosen initializer, regularizer or constraint.
    private static func meaning(of value: ArgumentValue, in domain: ArgumentDomain) -> String? {
        switch (domain, value) {
        case (.form(let shapes), .form(let form)), (.optionalForm(let shapes), .form(let form)): shapes.first { $0.name == form.name }?.help
        default: nil
        }
    }

    /// The words that left and right step through; empty for other values.
    public var words: [String] {
        switch domain {
        case .choice(let words), .layer(let words): words
        case .form(let shapes): shapes.map(\.name)
        case .optionalForm(let shapes): ["none"] + shapes.map(\.name)
        default: []
        }
    }
}
