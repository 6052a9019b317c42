import Datasets
import Networks
import Recipes

/// The rows of the form for the data and its preparation: one for each argument of the tables, or for each of its parts.
extension Recipe {
    private static let sections = ["source", "table", "data", "sequence", "split", "augmentation"]

    var dataFields: [FormField] {
        let rows = data.formArguments.flatMap { $0.rows(data) }
        return Self.sections.flatMap { section in rows.filter { $0.section == section } }
    }

    /// Sets a row of data by its path; `nil` where the path is not one of data.
    mutating func setData(_ path: [String], to value: ArgumentValue) -> Bool? {
        data.setRow(path.joined(separator: ".")) { field, former in field.dataValue(value, former: former) }
    }
}

extension DataSpec {
    /// Sets a row to a column, whatever characters its name has; `nil` for none.
    mutating func pickColumn(_ path: String, _ name: String?) {
        _ = setRow(path) { field, _ in name.map { field.domain.isOfColumns ? .texts([$0]) : .text($0) } ?? .nothing }
    }

    /// The field of a row for which a column is chosen from a list; `nil` for other rows.
    func picked(_ path: String) -> DataField? {
        let named = formArguments.lazy.flatMap { argument in
            [(argument.path, argument.field)] + argument.field.parts(of: argument.get(self)).map { (argument.path + "." + $0.formKey, $0) }
        }
        return named.first { $0.0 == path && $0.1.domain.isPicked }?.1
    }

    /// Whether both read the same table, whichever columns they use.
    func readsTable(of other: DataSpec) -> Bool {
        guard let own = source.table, let table = other.source.table else { return source == other.source }
        return own.readsRows(of: table)
    }

    /// Sets the row of a path to what `make` returns for its field and its former value; `nil` where there is no such row.
    fileprivate mutating func setRow(_ path: String, _ make: (DataField, DataValue) -> DataValue?) -> Bool? {
        guard let argument = formArguments.first(where: { path == $0.path || path.hasPrefix($0.path + ".") }) else { return nil }
        let former = argument.get(self)
        guard path != argument.path else { return make(argument.field, former).map { set(argument.name, ofSource: argument.isOfSource, to: $0) } ?? false }
        guard let part = argument.field.parts(of: former).first(where: { argument.path + "." + $0.formKey == path }), let value = make(part, part.standard).flatMap(part.taken)
        else { return false }
        return set(argument.name, ofSource: argument.isOfSource, to: argument.field.value(former, with: value, for: part))
    }
}

extension DataArgument<DataSpec> {
    fileprivate var path: String { (isOfSource ? "source." : "") + field.formKey }

    fileprivate func rows(_ data: DataSpec) -> [FormField] {
        let value = get(data), parts = field.parts(of: value).filter(\.isInForm)
        let isGroup = if case .fields = field.domain { true } else { false }
        let own = isGroup ? [] : [field.row(path, value, family: data.source.family, level: 0, section: field.section)]
        return own
            + parts.map { part in
                part.row(path + "." + part.formKey, value.parts[part.name] ?? part.standard, family: data.source.family, level: isGroup ? 0 : 1, section: field.section)
            }
    }
}

extension DataValue {
    /// The values of a value's parts.
    fileprivate var parts: [String: DataValue] {
        switch self {
        case .variant(_, let values), .fields(let values): values
        default: [:]
        }
    }
}

extension DataDomain {
    fileprivate var isOfColumns: Bool { if case .columns = self { true } else { false } }

    /// Whether its value is chosen from a list of the table's columns.
    fileprivate var isPicked: Bool {
        switch self {
        case .column, .columns(areMostlyOne: true): true
        default: false
        }
    }
}

extension DataField {
    /// The word that a row shows where nothing is given, and that a person types to give nothing.
    private static let nothing = "none"

    fileprivate var formKey: String { formName ?? name }

    /// The fields of a value's parts.
    fileprivate func parts(of value: DataValue) -> [DataField] {
        switch (domain, value) {
        case (.fields(let fields), _): fields
        case (.variant(let variants, _, _), .variant(let name, let values)): variants.first { $0.name == name }?.fields(values) ?? []
        default: []
        }
    }

    /// The former value with another value of a part.
    fileprivate func value(_ former: DataValue, with value: DataValue, for part: DataField) -> DataValue {
        var values = former.parts
        values[part.name] = value
        guard case .variant(let name, _) = former, case .variant(let variants, _, _) = domain else { return .fields(values) }
        return variants.first { $0.name == name }?.settled(values) ?? former
    }

    fileprivate func row(_ path: String, _ value: DataValue, family: DataFamily, level: Int, section: String) -> FormField {
        FormField(
            path, argumentDomain(value, family), noneMeans.map { "\(help); none: \($0)" } ?? help, argumentValue(value), isDefault: value == standard, level: level,
            section: section,
            expectation: typedExpectation)
    }

    /// What may be typed, for a row that takes text.
    private var typedExpectation: String? {
        switch domain {
        case .file, .folder, .text, .column, .columns: domain.expectation + (isOptional ? ", or none" : "")
        case .factors: domain.expectation
        default: nil
        }
    }

    private func argumentDomain(_ value: DataValue, _ family: DataFamily) -> ArgumentDomain {
        let none = isOptional ? [Self.nothing] : []
        switch domain {
        case .file, .folder, .text, .column, .columns, .factors, .fields: return .choice([])
        case .word(let words): return .choice(none + words)
        case .whole(let range): return noneMeans.map { .optionalInteger(range, noneMeans: $0) } ?? .integer(range)
        case .real(let range, _, let includesUpper): return .real(range, includesUpper: includesUpper)
        case .flag: return .flag
        case .size(let range): return .optionalPair(range, noneMeans: noneMeans ?? Self.nothing)
        case .variant(let variants, _, _):
            let offered = variants.filter { variant in
                if case .variant(variant.name, _) = value { return true }
                return variant.families?.contains(family) ?? true
            }
            return .choice(none + offered.map(\.name))
        }
    }

    private func argumentValue(_ value: DataValue) -> ArgumentValue {
        switch value {
        case .nothing, .fields: noneMeans == nil ? .choice(Self.nothing) : .none
        case .flag(let flag): .flag(flag)
        case .whole(let number): .integer(number)
        case .real(let number): .real(number)
        case .text(let text), .variant(let text, _): .choice(text)
        case .texts(let texts): .choice(texts.joined(separator: ", "))
        case .size(let rows, let columns): .pair(rows, columns)
        case .factors(let factors): .choice(factors.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: ", "))
        }
    }

    /// The value to which a person set the row; `nil` where it is not of the field's kind.
    fileprivate func dataValue(_ value: ArgumentValue, former: DataValue) -> DataValue? {
        switch (domain, value) {
        case (_, .none): return .nothing
        case (_, .choice(let word)) where isOptional && (word.isEmpty || word == Self.nothing): return .nothing
        case (.file, .choice(let text)), (.folder, .choice(let text)), (.text, .choice(let text)), (.column, .choice(let text)):
            return text.isEmpty || text == Self.nothing ? nil : .text(text)
        case (.word, .choice(let word)): return .text(word)
        case (.columns, .choice(let text)):
            let names = text.split(separator: ",").map(\.trimmed).filter { !$0.isEmpty }
            return names.isEmpty ? .nothing : .texts(names)
        case (.factors, .choice(let text)): return Self.factors(text).map(DataValue.factors)
        case (.variant(let variants, _, _), .choice(let word)):
            return variants.first { $0.name == word }?.begun(keeping: former.parts, of: parts(of: former))
        case (.whole, .integer(let number)), (.real, .integer(let number)), (.size, .integer(let number)): return .whole(number)
        case (.real, .real(let number)): return .real(number)
        case (.flag, .flag(let flag)): return .flag(flag)
        case (.size, .pair(let rows, let columns)): return .size(rows: rows, columns: columns)
        default: return nil
        }
    }

    /// Reads factors by name: `0: 1, 3: 5`.
    private static func factors(_ text: String) -> [String: Double]? {
        var factors: [String: Double] = [:]
        for part in text.split(separator: ",") {
            // The name of a class may have a colon: the factor is after the last one.
            guard let colon = part.lastIndex(of: ":"), let factor = Double(part[part.index(after: colon)...].filter { $0 != " " }) else { return nil }
            let name = part[..<colon].trimmed
            guard !name.isEmpty else { return nil }
            factors[name] = factor
        }
        return factors.isEmpty ? nil : factors
    }
}

extension Substring {
    /// The text without blanks at its ends.
    fileprivate var trimmed: String { String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed()) }
}
