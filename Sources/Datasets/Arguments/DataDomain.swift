import Tensors

/// The values that a field of `data:` may have. The recipe's reader makes its errors from it, the builder its form.
public indirect enum DataDomain: Sendable {
    /// A path, relative to the recipe's folder.
    case file, folder
    /// A text for which `isValid` holds; `expectation` completes "expected …".
    case text(expectation: String, isValid: @Sendable (String) -> Bool)
    /// A column of the table.
    case column
    /// Columns of the table. Where `areMostlyOne`, the form lets a person choose one from a list.
    case columns(areMostlyOne: Bool)
    /// One of these words.
    case word([String])
    /// A whole number.
    case whole(ClosedRange<Int>)
    /// A number; `kind` says in errors what it is ("a share"), `includesUpper` is `false` where the upper bound itself is excluded.
    case real(ClosedRange<Double>, kind: String, includesUpper: Bool)
    /// True or false.
    case flag
    /// The rows and columns of a picture.
    case size(ClosedRange<Int>)
    /// Numbers by name, such as the weights of classes.
    case factors(ClosedRange<Double>)
    /// One of several variants; `expectation` completes "expected …", `example` shows how they are written.
    case variant([DataVariant], expectation: String, example: String)
    /// A mapping with these fields.
    case fields([DataField])

    /// One of the raw values of an enum.
    static func words<Choice: RawRepresentable<String> & CaseIterable>(of choice: Choice.Type) -> DataDomain { .word(Choice.allCases.map(\.rawValue)) }

    /// Whether the value is the path of a file or folder.
    public var isPath: Bool {
        switch self {
        case .file, .folder: true
        default: false
        }
    }
}

/// A key with the values that it may have: an argument, or one of the keys of its mapping.
public struct DataField: Sendable {
    /// The recipe's key.
    public let name: String
    /// The values that it may have.
    public let domain: DataDomain
    /// One line that says what the value does.
    public let help: String
    /// The value where the recipe doesn't give the key.
    public var standard = DataValue.nothing
    /// Whether a recipe must give the key.
    public var isRequired = false
    /// The name in the builder's form, where it differs from the key.
    public var formName: String?
    /// What happens where a number is left out, for the form: "the longest".
    public var noneMeans: String?
    /// The value that the form sets when a person turns the field on, where it differs from the default.
    public var first: DataValue?
    /// The heading of the form under which it is shown.
    public var section = "data"
    /// Whether the builder's form shows it.
    public var isInForm = true

    /// A field without a default.
    public init(_ name: String, _ domain: DataDomain, help: String) {
        self.name = name
        self.domain = domain
        self.help = help
    }

    /// The same field, changed.
    func with(_ change: (inout DataField) -> Void) -> DataField {
        var field = self
        change(&field)
        return field
    }

    /// Whether the field may be left out, with no default in its place.
    public var isOptional: Bool { !isRequired && standard == .nothing }

    /// The value as the field stores it: `nothing` becomes the default. `nil` where the value is not in the domain.
    public func taken(_ value: DataValue) -> DataValue? { value == .nothing ? (isRequired ? nil : standard) : domain.taken(value) }
}

/// One of several kinds of value that an argument may have, such as a split by shares or by folds.
public struct DataVariant: Sendable {
    /// Its name in the builder's form.
    public let name: String
    /// The ways in which a recipe writes a variant.
    public let spelling: Spelling
    /// The variant's fields, given the values of those before: the range of a field may depend on them.
    public let fields: @Sendable ([String: DataValue]) -> [DataField]
    /// Why values that are each valid can't be combined, in one sentence; `nil` where they can.
    var problem: @Sendable ([String: DataValue]) -> String? = { _ in nil }
    /// The kinds of data for which the form offers it; `nil` for all.
    public var families: Set<DataFamily>?

    /// The ways in which a recipe writes a variant.
    public enum Spelling: Hashable, Sendable {
        /// As this word.
        case word(String)
        /// As the value of its only field.
        case bare
        /// As a mapping of its fields: `{folds: 5, fold: 0}`.
        case keys
    }

    init(_ name: String, _ spelling: Spelling, _ fields: [DataField] = []) {
        self.init(name, spelling) { _ in fields }
    }

    init(_ name: String, _ spelling: Spelling, fields: @escaping @Sendable ([String: DataValue]) -> [DataField]) {
        self.name = name
        self.spelling = spelling
        self.fields = fields
    }

    /// Why these values can't be combined, in one sentence; `nil` where they can.
    public func problem(of values: [String: DataValue]) -> String? { problem(values) }

    /// The variant with these values, each moved into the range that those before it allow.
    public func settled(_ values: [String: DataValue]) -> DataValue {
        let settled = fields(values).compactMap { field in values[field.name].map { (field.name, field.domain.nearest(to: $0)) } }
        return .variant(name, Dictionary(uniqueKeysWithValues: settled))
    }

    /// The variant as the form starts it: each field keeps the value that `former` has under the same name in the form, or takes its first value.
    public func begun(keeping former: [String: DataValue], of fields: [DataField]) -> DataValue {
        var values: [String: DataValue] = [:]
        for field in self.fields(values) {
            let alike = fields.first { ($0.formName ?? $0.name) == (field.formName ?? field.name) }.flatMap { former[$0.name] }
            values[field.name] = alike.map { field.domain.nearest(to: $0) }.flatMap(field.taken) ?? field.first ?? field.standard
        }
        return .variant(name, values)
    }
}

extension DataDomain {
    /// The value as this domain stores it; `nil` where it is not in the domain.
    func taken(_ value: DataValue) -> DataValue? {
        switch (self, value) {
        case (.file, .text), (.folder, .text), (.column, .text), (.columns, .texts), (.flag, .flag): value
        case (.columns, .text(let name)): .texts([name])
        case (.text(_, let isValid), .text(let text)): isValid(text) ? value : nil
        case (.word(let words), .text(let word)): words.contains(word) ? value : nil
        case (.whole(let range), .whole(let number)): range.contains(number) ? value : nil
        case (.real, .whole(let number)): taken(.real(Double(number)))
        case (.real(let range, _, let includesUpper), .real(let number)): range.contains(number) && (includesUpper || number < range.upperBound) ? value : nil
        case (.size(let range), .whole(let side)): range.contains(side) ? .size(rows: side, columns: side) : nil
        case (.size(let range), .size(let rows, let columns)): range.contains(rows) && range.contains(columns) ? value : nil
        case (.factors(let range), .factors(let factors)): !factors.isEmpty && factors.values.allSatisfy(range.contains) ? value : nil
        case (.variant(let variants, _, _), .variant(let name, let values)):
            variants.first { $0.name == name }.flatMap { variant in
                variant.problem(values) == nil ? Self.taken(values, by: variant.fields(values)).map { .variant(name, $0) } : nil
            }
        case (.fields(let fields), .fields(let values)): Self.taken(values, by: fields).map(DataValue.fields)
        default: nil
        }
    }

    /// The value of every field, its default where none is given; `nil` where a value is not in its domain.
    private static func taken(_ values: [String: DataValue], by fields: [DataField]) -> [String: DataValue]? {
        var result: [String: DataValue] = [:]
        for field in fields {
            guard let value = field.taken(values[field.name] ?? .nothing) else { return nil }
            result[field.name] = value
        }
        return result
    }

    /// A number moved to the nearest end of the range, if it lies outside; other values unchanged.
    fileprivate func nearest(to value: DataValue) -> DataValue {
        switch (self, value) {
        case (.real(let range, _, _), .real(let number)): .real(min(max(number, range.lowerBound), range.upperBound))
        case (.whole(let range), .whole(let number)): .whole(min(max(number, range.lowerBound), range.upperBound))
        default: value
        }
    }

    /// What a person may write, as words that complete "expected …".
    public var expectation: String {
        switch self {
        case .file, .folder: "a path, from the recipe's folder"
        case .text(let expectation, _), .variant(_, let expectation, _): expectation
        case .column: "a column's name"
        case .columns: "names of columns with commas between them"
        case .word(let words): words.listed("or")
        case .whole(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
        case .real(let range, let kind, let includesUpper): "\(kind) from \(range.lowerBound.plain) to \(includesUpper ? "" : "less than ")\(range.upperBound.plain)"
        case .flag: "true or false"
        case .size: "rows and columns, such as [64, 64]"
        case .factors: "classes with their factors, such as 0: 1, 3: 5"
        case .fields(let fields): "keys such as \(fields.prefix(3).map(\.name).joined(separator: ", "))"
        }
    }
}
