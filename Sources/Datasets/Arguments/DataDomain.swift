import Tensors

/// What values an argument of data may have: a recipe's reader makes its errors from it, the builder its form.
public indirect enum DataDomain: Sendable {
    /// A path, from the recipe's folder.
    case file, folder
    /// A text that is fit; `expectation` finishes "expected …".
    case text(expectation: String, isFit: @Sendable (String) -> Bool)
    /// A column of the table.
    case column
    /// Columns of the table; those that are mostly one can be picked from a list.
    case columns(areMostlyOne: Bool)
    case word([String])
    case whole(ClosedRange<Int>)
    /// A number of a kind, such as a share; `includesUpper` is false where the range is open above.
    case real(ClosedRange<Double>, kind: String, includesUpper: Bool)
    case flag
    /// Rows and columns of a picture.
    case size(ClosedRange<Int>)
    /// A number for each of some names.
    case factors(ClosedRange<Double>)
    /// One of several kinds; `expectation` finishes "expected …", `example` says how they are written.
    case variant([DataVariant], expectation: String, example: String)
    /// Fields that are told together.
    case fields([DataField])

    /// One of an enum's words.
    static func words<Choice: RawRepresentable<String> & CaseIterable>(of choice: Choice.Type) -> DataDomain { .word(Choice.allCases.map(\.rawValue)) }

    /// A path or another text, which a person types.
    public var isPath: Bool {
        switch self {
        case .file, .folder: true
        default: false
        }
    }
}

/// One field: a whole argument, or a part of one.
public struct DataField: Sendable {
    /// The recipe's key.
    public let name: String
    public let domain: DataDomain
    /// One line.
    public let help: String
    /// What holds where the recipe says nothing.
    public var standard = DataValue.nothing
    public var isRequired = false
    /// What a form calls it, where that is not the key.
    public var formName: String?
    /// What nothing means, for a number that may be left out: "the longest".
    public var noneMeans: String?
    /// What a form begins with, where that is not what a recipe leaves out.
    public var first: DataValue?
    /// The heading of the form that it stands under.
    public var section = "data"
    public var isInForm = true

    public init(_ name: String, _ domain: DataDomain, help: String) {
        self.name = name
        self.domain = domain
        self.help = help
    }

    /// The same with more said of it.
    func with(_ change: (inout DataField) -> Void) -> DataField {
        var field = self
        change(&field)
        return field
    }

    /// Whether the field may be left unsaid.
    public var isOptional: Bool { !isRequired && standard == .nothing }

    /// The value as the field keeps it; `nil` where it is none of its domain.
    public func taken(_ value: DataValue) -> DataValue? { value == .nothing ? (isRequired ? nil : standard) : domain.taken(value) }
}

/// One kind of several that an argument may be.
public struct DataVariant: Sendable {
    /// The word for it in a form.
    public let name: String
    public let spelling: Spelling
    /// What the kind is told; the range of a field may depend on what was told before it.
    public let fields: @Sendable ([String: DataValue]) -> [DataField]
    /// Why values that are fit each are not together, one sentence.
    var problem: @Sendable ([String: DataValue]) -> String? = { _ in nil }
    /// What kinds of data it is offered for; `nil` for all.
    public var families: Set<DataFamily>?

    /// How a recipe writes it.
    public enum Spelling: Hashable, Sendable {
        /// By this word.
        case word(String)
        /// By the value of its only field.
        case bare
        /// `{folds: 5, fold: 0}`, by the keys of its fields.
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

    /// Why its values can't be; `nil` where they can.
    public func problem(of values: [String: DataValue]) -> String? { problem(values) }

    /// The kind of these values, each brought into the range that the others leave it.
    public func settled(_ values: [String: DataValue]) -> DataValue {
        let settled = fields(values).compactMap { field in values[field.name].map { (field.name, field.domain.nearest(to: $0)) } }
        return .variant(name, Dictionary(uniqueKeysWithValues: settled))
    }

    /// The kind as a form begins with it, keeping what a form calls alike in `former`.
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
    /// The value as this domain keeps it; `nil` where it is none of it.
    func taken(_ value: DataValue) -> DataValue? {
        switch (self, value) {
        case (.file, .text), (.folder, .text), (.column, .text), (.columns, .texts), (.flag, .flag): value
        case (.columns, .text(let name)): .texts([name])
        case (.text(_, let isFit), .text(let text)): isFit(text) ? value : nil
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

    /// Every field with its value; what nothing is said of has its standard.
    private static func taken(_ values: [String: DataValue], by fields: [DataField]) -> [String: DataValue]? {
        var result: [String: DataValue] = [:]
        for field in fields {
            guard let value = field.taken(values[field.name] ?? .nothing) else { return nil }
            result[field.name] = value
        }
        return result
    }

    /// A number brought into the range.
    fileprivate func nearest(to value: DataValue) -> DataValue {
        switch (self, value) {
        case (.real(let range, _, _), .real(let number)): .real(min(max(number, range.lowerBound), range.upperBound))
        case (.whole(let range), .whole(let number)): .whole(min(max(number, range.lowerBound), range.upperBound))
        default: value
        }
    }

    /// What a person may write, to finish "expected …".
    public var expectation: String {
        func plain(_ number: Double) -> String { Int(exactly: number).map(String.init) ?? "\(number)" }
        return switch self {
        case .file, .folder: "a path, from the recipe's folder"
        case .text(let expectation, _), .variant(_, let expectation, _): expectation
        case .column: "a column's name"
        case .columns: "names of columns with commas between them"
        case .word(let words): words.listed("or")
        case .whole(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
        case .real(let range, let kind, let includesUpper): "\(kind) from \(plain(range.lowerBound)) to \(includesUpper ? "" : "less than ")\(plain(range.upperBound))"
        case .flag: "true or false"
        case .size: "rows and columns, such as [64, 64]"
        case .factors: "classes with their factors, such as 0: 1, 3: 5"
        case .fields(let fields): "keys such as \(fields.prefix(3).map(\.name).joined(separator: ", "))"
        }
    }
}
