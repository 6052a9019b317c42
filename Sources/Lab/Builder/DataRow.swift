import Datasets
import Networks

/// A setting of a recipe's `data:` as a row of the builder's form, for the sources that have it.
struct DataRow: Sendable {
    /// `source.path`, `steps`: its last part is the recipe's key.
    let path: String
    let domain: ArgumentDomain
    let help: String
    let section: String
    var level = 0
    var expectation: String?
    /// What the row has where the recipe says nothing.
    var standard = ArgumentValue.none
    let isThere: @Sendable (DataSpec) -> Bool
    let get: @Sendable (DataSpec) -> ArgumentValue
    /// False where the value is none that the setting takes.
    let set: @Sendable (inout DataSpec, ArgumentValue) -> Bool

    /// Every row that a form may have, in its order.
    static let all = source + table + preparation + sequence

    func field(_ data: DataSpec) -> FormField {
        let value = get(data)
        return FormField(path, domain, help, value, isDefault: value == standard, level: level, section: section, expectation: expectation)
    }

    // MARK: Kinds of rows

    /// What a typed row shows where nothing is said, and takes to say nothing again.
    static let nothing = "none"

    /// A text that is typed: a path, a column.
    static func text(
        _ path: String, _ help: String, section: String, isRequired: Bool = false, expectation: String, isThere: @escaping @Sendable (DataSpec) -> Bool,
        get: @escaping @Sendable (DataSpec) -> String?, set: @escaping @Sendable (inout DataSpec, String?) -> Void
    ) -> DataRow {
        DataRow(
            path: path, domain: .choice([]), help: help, section: section, expectation: expectation, standard: .choice(nothing), isThere: isThere,
            get: { .choice(get($0) ?? nothing) },
            set: { data, value in
                guard case .choice(let typed) = value else { return false }
                let text = typed.isEmpty || typed == nothing ? nil : typed
                guard text != nil || !isRequired else { return false }
                set(&data, text)
                return true
            })
    }

    /// Names with commas between them.
    static func names(
        _ path: String, _ help: String, section: String, isThere: @escaping @Sendable (DataSpec) -> Bool, get: @escaping @Sendable (DataSpec) -> [String],
        set: @escaping @Sendable (inout DataSpec, [String]) -> Void
    ) -> DataRow {
        text(
            path, help, section: section, expectation: "names of columns with commas between them, or none", isThere: isThere,
            get: { get($0).isEmpty ? nil : get($0).joined(separator: ", ") },
            set: { set(&$0, ($1 ?? "").split(separator: ",").map { $0.trimmed }.filter { !$0.isEmpty }) })
    }

    /// A whole number of a text or a series.
    static func count(
        _ name: String, _ help: String, in range: ClosedRange<Int>, noneMeans: String, _ part: any WritableKeyPath<SequenceSpec, Int?> & Sendable,
        isThere: @escaping @Sendable (DataSpec) -> Bool
    ) -> DataRow {
        DataRow(
            path: name, domain: .optionalInteger(range, noneMeans: noneMeans), help: "\(help); none: \(noneMeans)", section: "sequence", isThere: isThere,
            get: { $0.sequence[keyPath: part].map(ArgumentValue.integer) ?? .none },
            set: { data, value in
                switch value {
                case .none: data.sequence[keyPath: part] = nil
                case .integer(let number) where range.contains(number): data.sequence[keyPath: part] = number
                default: return false
                }
                return true
            })
    }

    /// One of an enum's words, or none of them.
    static func word<Choice: RawRepresentable & CaseIterable & Sendable>(
        _ name: String, _ help: String, _ part: any WritableKeyPath<SequenceSpec, Choice?> & Sendable, isThere: @escaping @Sendable (DataSpec) -> Bool
    ) -> DataRow where Choice.RawValue == String {
        DataRow(
            path: name, domain: .choice([nothing] + Choice.allCases.map(\.rawValue)), help: help, section: "sequence", standard: .choice(nothing), isThere: isThere,
            get: { .choice($0.sequence[keyPath: part]?.rawValue ?? nothing) },
            set: { data, value in
                guard case .choice(let word) = value, word == nothing || Choice(rawValue: word) != nil else { return false }
                data.sequence[keyPath: part] = Choice(rawValue: word)
                return true
            })
    }
}

extension Substring {
    /// Without the blanks at its ends.
    fileprivate var trimmed: String { String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed()) }
}

extension DataSpec {
    /// What kind of examples the source has, as the catalogue sorts them; `nil` for the user's own files.
    var family: CatalogueEntry.Family? {
        if case .catalogue(let id) = source { CatalogueEntry.named(id)?.family } else { nil }
    }

    /// Running text.
    var isText: Bool { if case .text = source { true } else { family == .text } }

    /// A text for each example.
    var isTextTable: Bool { if case .csv(let table) = source { table.text != nil } else { family == .textTable } }

    /// What inputs are made of is fitted to the training rows: a vocabulary, a length, what stands in gaps.
    var isFitted: Bool {
        switch source {
        case .csv, .series, .text: true
        case .catalogue: isText || isTextTable || isSeries || family == .table
        case .npy, .idx, .images: false
        }
    }

    var isSeries: Bool { if case .series = source { true } else { family == .series } }

    /// Examples are rows of a table that may say which part they belong to.
    var hasColumns: Bool { if case .csv = source { true } else { family == .table || family == .textTable } }
}
