/// What a choice that is a type of its own says of itself: a loss, a metric.
protocol FormDescription: Sendable {
    /// Keras' name in a recipe: `mean_squared_error`.
    static var kerasName: String { get }
    /// Other names that Keras takes for it: `mse`.
    static var shortNames: [String] { get }
    /// Keras' class, which has the name of the type where nothing else is said: `losses.MeanSquaredError`; `nil` for what Keras does not have.
    static var kerasPath: String? { get }
    /// One line of help.
    static var help: String { get }
    static var parameters: [FormParameter] { get }
}

extension FormDescription {
    static var shortNames: [String] { [] }
    static var parameters: [FormParameter] { [] }
}

/// A choice that has no parameters.
protocol PlainForm: FormDescription {
    init()
}

/// A sort of choices each of which is a type, one file and one line in `allCases`: a closed list, so that no file can name code.
protocol DescribedKind: FormKind {
    /// What the choice says of itself.
    var form: any FormDescription.Type { get }
}

extension DescribedKind {
    public init?(rawValue name: String) {
        guard let found = Self.allCases.first(where: { $0.rawValue == name }) else { return nil }
        self = found
    }

    public var rawValue: String { form.kerasName }
    public var shortNames: [String] { form.shortNames }
    public var kerasPath: String? { form.kerasPath }
    public var help: String { form.help }
    public var parameters: [FormParameter] { form.parameters }

    public static func == (one: Self, other: Self) -> Bool { one.form == other.form }
    public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(form)) }
}
