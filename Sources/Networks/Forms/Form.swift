/// A choice with numbers of its own, as Keras writes an initializer, a regularizer, a schedule or a loss: `he_normal`, `l2(0.01)`, `huber(delta=2)`.
///
/// A recipe writes the name alone, `{l2: 0.01}` for the first parameter, or `{random_normal: {mean: 0, stddev: 0.1}}`. What has its default is not stored.
public struct Form<Kind: FormKind>: Hashable, Sendable {
    public let kind: Kind
    /// Every parameter's value, so that one is found without making anything: a training step asks.
    private let values: [String: FormValue]

    public init(_ kind: Kind, _ given: [String: FormValue] = [:]) {
        self.kind = kind
        values = Dictionary(
            uniqueKeysWithValues: kind.parameters.compactMap { parameter in
                (given[parameter.name] ?? parameter.domain.standard).map { (parameter.name, $0) }
            })
    }

    /// A parameter's number.
    public subscript(_ name: String) -> Double { optional(name) ?? 0 }

    /// A number that may be left out: `nil` where it was.
    public func optional(_ name: String) -> Double? {
        if case .number(let number)? = values[name] { number } else { nil }
    }

    /// A parameter's list of numbers.
    public func numbers(_ name: String) -> [Double] {
        if case .numbers(let numbers)? = values[name] { numbers } else { [] }
    }

    /// A parameter's word.
    public func word(_ name: String) -> String {
        if case .word(let word)? = values[name] { word } else { "" }
    }

    public func flag(_ name: String) -> Bool { word(name) == "true" }
}

/// The list of choices of one sort, and what each may be told.
public protocol FormKind: RawRepresentable<String>, CaseIterable, Hashable, Sendable {
    var parameters: [FormParameter] { get }
    /// One line of help.
    var help: String { get }
    /// Keras' class: `regularizers.L2`; `nil` for what Keras does not have.
    var kerasPath: String? { get }
    /// Other names that Keras takes for it: `mse`.
    var shortNames: [String] { get }
}

extension FormKind {
    public var shortNames: [String] { [] }

    /// Keras' class of a name in small letters: `HeNormal` of `he_normal`.
    var kerasClass: String { rawValue.split(separator: "_").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined() }

    /// The name that each short name stands for.
    public static var aliases: [String: String] {
        Dictionary(uniqueKeysWithValues: allCases.flatMap { kind in kind.shortNames.map { ($0, kind.rawValue) } })
    }
}

/// A parameter of a form: its Keras name, its default and what it may be, and one line of help.
public struct FormParameter: Hashable, Sendable {
    public let name: String
    public let domain: Domain
    public let help: String

    public enum Domain: Hashable, Sendable {
        case number(Double, ClosedRange<Double>)
        /// A whole number: a count of steps, epochs or classes.
        case count(Int, ClosedRange<Int>)
        /// A number, or a whole one, that Keras leaves to chance or to the data where it is not given.
        case optionalNumber(ClosedRange<Double>)
        case optionalCount(ClosedRange<Int>)
        case numbers([Double])
        /// One of these words, or any word where there are none.
        case word(String, of: [String])
    }

    /// `help` nil: the name says it.
    public init(_ name: String, _ domain: Domain, help: String? = nil) {
        self.name = name
        self.domain = domain
        self.help = help ?? name.replacing("_", with: " ")
    }

    public static func number(_ name: String, _ standard: Double, _ range: ClosedRange<Double>, help: String? = nil) -> FormParameter {
        FormParameter(name, .number(standard, range), help: help)
    }

    public static func count(_ name: String, _ standard: Int, _ range: ClosedRange<Int>, help: String? = nil) -> FormParameter {
        FormParameter(name, .count(standard, range), help: help)
    }

    public static func flag(_ name: String, _ standard: Bool, help: String? = nil) -> FormParameter {
        FormParameter(name, .word(standard ? "true" : "false", of: ["true", "false"]), help: help)
    }
}

public enum FormValue: Hashable, Sendable {
    case number(Double)
    case numbers([Double])
    case word(String)
}

/// A form without its sort: what arguments, recipes and the builder pass on.
public struct FormText: Hashable, Sendable {
    public let name: String
    public let values: [String: FormValue]

    public init(_ name: String, _ values: [String: FormValue] = [:]) {
        self.name = name
        self.values = values
    }
}

/// What forms an argument takes.
public struct FormShape: Hashable, Sendable {
    public let name: String
    public let parameters: [FormParameter]
    public let help: String
    public let kerasPath: String?

    /// All forms of a sort.
    public static func all<Kind: FormKind>(of kind: Kind.Type) -> [FormShape] {
        Kind.allCases.map { FormShape(name: $0.rawValue, parameters: $0.parameters, help: $0.help, kerasPath: $0.kerasPath) }
    }
}

extension Form {
    /// The form of this text; `nil` where the name or a parameter is none of the sort's, or a value is out of its range.
    public init?(_ text: FormText) {
        guard let kind = Kind.allCases.first(where: { $0.rawValue == text.name }) else { return nil }
        var kept: [String: FormValue] = [:]
        for (name, value) in text.values {
            guard let taken = kind.parameters.first(where: { $0.name == name })?.domain.taken(value) else { return nil }
            kept[name] = taken
        }
        self.init(kind, kept)
    }

    /// The form as arguments pass it on: what is not its default.
    public var text: FormText {
        FormText(kind.rawValue, values.filter { name, value in kind.parameters.first { $0.name == name }?.domain.standard != value })
    }

    /// Keras' name of the choice.
    public var name: String { kind.rawValue }
}

extension FormParameter.Domain {
    /// What the parameter is where nothing is said; `nil` for one that may be left out.
    var standard: FormValue? {
        switch self {
        case .number(let number, _): .number(number)
        case .count(let number, _): .number(Double(number))
        case .numbers(let numbers): .numbers(numbers)
        case .word(let word, _): .word(word)
        case .optionalNumber, .optionalCount: nil
        }
    }

    /// The value as this domain keeps it; `nil` where it is none of it.
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
