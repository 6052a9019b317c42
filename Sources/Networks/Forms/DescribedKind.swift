/// The description of a choice that is a type of its own: a loss or a metric.
protocol FormDescription: Sendable {
    /// Keras' name in a recipe: `mean_squared_error`.
    static var kerasName: String { get }
    /// Other names that Keras accepts for it: `mse`.
    static var shortNames: [String] { get }
    /// Keras' class below `keras`, by default named like the type: `losses.MeanSquaredError`; `nil` for a choice that Keras does not have.
    static var kerasPath: String? { get }
    /// One line of help.
    static var help: String { get }
    /// The parameters, in Keras' order.
    static var parameters: [FormParameter] { get }
}

extension FormDescription {
    static var shortNames: [String] { [] }
    static var parameters: [FormParameter] { [] }
}

/// A choice without parameters.
protocol PlainForm: FormDescription {
    init()
}

/// A kind whose choices are types, each with one file and one line in `allCases`. The list is closed, so that no file can name code.
protocol DescribedKind: FormKind {
    /// The description of the choice.
    var form: any FormDescription.Type { get }
}

extension DescribedKind {
    /// The choice of this name in a recipe; `nil` for a name that is not in the list.
    public init?(rawValue name: String) {
        guard let found = Self.allCases.first(where: { $0.rawValue == name }) else { return nil }
        self = found
    }

    /// The name in a recipe: `mean_squared_error`.
    public var rawValue: String { form.kerasName }
    /// Other names that Keras accepts for it: `mse`.
    public var shortNames: [String] { form.shortNames }
    /// Keras' class below `keras`: `losses.MeanSquaredError`; `nil` for a choice that Keras does not have.
    public var kerasPath: String? { form.kerasPath }
    /// What it is, in one line.
    public var help: String { form.help }
    /// The parameters, in Keras' order.
    public var parameters: [FormParameter] { form.parameters }

    /// Whether both are the same choice.
    public static func == (one: Self, other: Self) -> Bool { one.form == other.form }
    /// Hashes the choice; a kind has no parameters.
    public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(form)) }
}
