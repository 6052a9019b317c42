/// A named choice with parameters, as Keras writes an initializer, a regularizer, a schedule or a loss: `he_normal`, `l2(0.01)`, `huber(delta=2)`.
///
/// A recipe writes the name alone, or with parameters: `{random_normal: {mean: 0, stddev: 0.1}}`, and `{l2: 0.01}` for the first one. Parameters with their default value are left out.
public struct Form<Kind: FormKind>: Hashable, Sendable {
    /// Which of the choices it is.
    public let kind: Kind
    /// The value of every parameter, defaults included, so that reading one allocates nothing: a training step does it.
    private let values: [String: FormValue]

    /// Parameters that are not given have their defaults.
    public init(_ kind: Kind, _ given: [String: FormValue] = [:]) {
        self.kind = kind
        values = Dictionary(
            uniqueKeysWithValues: kind.parameters.compactMap { parameter in
                (given[parameter.name] ?? parameter.domain.standard).map { (parameter.name, $0) }
            })
    }

    /// The value of a number parameter; 0 where it was left out.
    public subscript(_ name: String) -> Double { optional(name) ?? 0 }

    /// The value of a number parameter that may be left out; `nil` where it was.
    public func optional(_ name: String) -> Double? {
        if case .number(let number)? = values[name] { number } else { nil }
    }

    /// The value of a parameter that is a list of numbers.
    public func numbers(_ name: String) -> [Double] {
        if case .numbers(let numbers)? = values[name] { numbers } else { [] }
    }

    /// The value of a parameter that is a word.
    public func word(_ name: String) -> String {
        if case .word(let word)? = values[name] { word } else { "" }
    }

    /// The value of a parameter that is true or false.
    public func flag(_ name: String) -> Bool { word(name) == "true" }
}

/// The choices of one sort, such as all losses, and the parameters of each. The raw value is the name in a recipe.
public protocol FormKind: RawRepresentable<String>, CaseIterable, Hashable, Sendable {
    /// The parameters, in Keras' order.
    var parameters: [FormParameter] { get }
    /// One line of help.
    var help: String { get }
    /// Keras' class below `keras`: `regularizers.L2`; `nil` for a choice that Keras does not have.
    var kerasPath: String? { get }
    /// Other names that Keras accepts for it: `mse`.
    var shortNames: [String] { get }
}

extension FormKind {
    /// None, unless a kind has its own.
    public var shortNames: [String] { [] }

    /// Keras' class for the name in a recipe: `HeNormal` for `he_normal`.
    var kerasClass: String { rawValue.split(separator: "_").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined() }

    /// The full name for each short name.
    public static var aliases: [String: String] {
        Dictionary(uniqueKeysWithValues: allCases.flatMap { kind in kind.shortNames.map { ($0, kind.rawValue) } })
    }
}

/// A parameter of a form.
public struct FormParameter: Hashable, Sendable {
    /// Keras' name of the parameter.
    public let name: String
    /// Its default and the values that it may have.
    public let domain: Domain
    /// One line of help.
    public let help: String

    /// A default, and the values that a parameter may have.
    public enum Domain: Hashable, Sendable {
        case number(Double, ClosedRange<Double>)
        /// A whole number: a count of steps, epochs or classes.
        case count(Int, ClosedRange<Int>)
        /// A number, or a whole number, that has no default: Keras chooses it where it is not given.
        case optionalNumber(ClosedRange<Double>)
        case optionalCount(ClosedRange<Int>)
        case numbers([Double])
        /// One of these words, or any word where there are none.
        case word(String, of: [String])
    }

    /// Without `help`, the name is the help.
    public init(_ name: String, _ domain: Domain, help: String? = nil) {
        self.name = name
        self.domain = domain
        self.help = help ?? name.replacing("_", with: " ")
    }

    /// A number with a default and a range.
    public static func number(_ name: String, _ standard: Double, _ range: ClosedRange<Double>, help: String? = nil) -> FormParameter {
        FormParameter(name, .number(standard, range), help: help)
    }

    /// A whole number with a default and a range.
    public static func count(_ name: String, _ standard: Int, _ range: ClosedRange<Int>, help: String? = nil) -> FormParameter {
        FormParameter(name, .count(standard, range), help: help)
    }

    /// True or false, with a default.
    public static func flag(_ name: String, _ standard: Bool, help: String? = nil) -> FormParameter {
        FormParameter(name, .word(standard ? "true" : "false", of: ["true", "false"]), help: help)
    }
}

/// The value of a form's parameter.
public enum FormValue: Hashable, Sendable {
    case number(Double)
    case numbers([Double])
    case word(String)
}

/// A form as a name and its parameters that differ from the defaults, without its type: what arguments, recipes and the builder exchange.
public struct FormText: Hashable, Sendable {
    /// The name in a recipe.
    public let name: String
    /// The given parameters, by name.
    public let values: [String: FormValue]

    /// Checks nothing: ``Form/init(_:)`` does.
    public init(_ name: String, _ values: [String: FormValue] = [:]) {
        self.name = name
        self.values = values
    }
}

/// One form that an argument accepts: what a menu and an error message show of it.
public struct FormShape: Hashable, Sendable {
    /// The name in a recipe.
    public let name: String
    /// The parameters, in Keras' order.
    public let parameters: [FormParameter]
    /// One line of help.
    public let help: String
    /// Keras' class below `keras`; `nil` for a choice that Keras does not have.
    public let kerasPath: String?

    /// All choices of a kind.
    public static func all<Kind: FormKind>(of kind: Kind.Type) -> [FormShape] {
        Kind.allCases.map { FormShape(name: $0.rawValue, parameters: $0.parameters, help: $0.help, kerasPath: $0.kerasPath) }
    }
}

extension Form {
    /// The form of this text; `nil` where the name or a parameter is unknown, or a value is out of its range.
    public init?(_ text: FormText) {
        guard let kind = Kind.allCases.first(where: { $0.rawValue == text.name }) else { return nil }
        var kept: [String: FormValue] = [:]
        for (name, value) in text.values {
            guard let taken = kind.parameters.first(where: { $0.name == name })?.domain.taken(value) else { return nil }
            kept[name] = taken
        }
        self.init(kind, kept)
    }

    /// The form's name with the parameters that differ from their defaults.
    public var text: FormText {
        FormText(kind.rawValue, values.filter { name, value in kind.parameters.first { $0.name == name }?.domain.standard != value })
    }

    /// Keras' name of the choice.
    public var name: String { kind.rawValue }
}

extension FormParameter.Domain {
    /// The default; `nil` for a parameter without one.
    var standard: FormValue? {
        switch self {
        case .number(let number, _): .number(number)
        case .count(let number, _): .number(Double(number))
        case .numbers(let numbers): .numbers(numbers)
        case .word(let word, _): .word(word)
        case .optionalNumber, .optionalCount: nil
        }
    }

    /// The value as this domain stores it (one number is a list of one); `nil` where it is not in the domain.
    public func taken(_ value: FormValue) -> FormValue? {
        switch (self, value) {
        case (.number(_, let range), .number(let number)), (.optionalNumber(let range), .number(let number)): range.contains(number) ? value : nil
        case (.count(_, let range), .number(let number)), (.optionalCount(let range), .number(let number)): Int(exactly: number).map(range.contains) ?? false ? value : nil
        case (.numbers, .numbers): value
        case (.numbers, .number(let number)): .numbers([number])
        case (.word(_, let words), .word(let word)): words.isEmpty || words.contains(word) ? value : nil
        default: nil
        }
    }
}
