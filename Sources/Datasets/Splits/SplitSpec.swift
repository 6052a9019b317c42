/// What a recipe's `split:` says: which examples are kept from training. Without it Keras' rule holds: `fit.validation_split` takes the last samples.
public struct SplitSpec: Hashable, Sendable {
    public var kind: Kind
    /// Picks who goes where; apart from `fit.seed`, so that runs of several seeds are measured on the same examples.
    public var seed = 0
    /// `false` takes the last ones as they stand; series and running text always do.
    public var shuffle = true

    public init(_ kind: Kind, seed: Int = 0, shuffle: Bool = true) {
        self.kind = kind
        self.seed = seed
        self.shuffle = shuffle
    }

    public enum Kind: Hashable, Sendable {
        /// A column of the table that says train, val or test.
        case column(String)
        /// Shares of all examples; with classes, of each class.
        case shares(validation: Double, test: Double)
        /// Test on part `fold` (from 0) of `of`, train on the others.
        case fold(Int, of: Int)
        /// Test on one example.
        case leaveOneOut(Int)
    }

    /// The column of the table that says who belongs to which part; `nil` where none does.
    var column: String? { if case .column(let name) = kind { name } else { nil } }

    /// Whether the split makes the test part, so that a test part that the source has goes back into the pot.
    var makesTest: Bool {
        if case .shares(_, let test) = kind { test > 0 } else { true }
    }
}

/// The places of each part.
struct SplitParts {
    var training: [Int]
    /// `nil` where `fit.validation_split` decides.
    var validation: [Int]?
    var test: [Int]
}

extension SplitSpec: DataValued {
    /// The example that is left out.
    private static let exampleRange = 0...Int(Int32.max)
    /// How many folds.
    private static let foldsRange = 2...1_000_000
    public static let seedRange = 0...Int(Int32.max)

    static let argument = DataArgument<DataSpec>(
        "split", \.split,
        .variant(
            [sharesVariant, foldVariant, leaveOneOutVariant, columnVariant], expectation: "one kind",
            example: "Write {test: 0.2}, {validation: 0.1, test: 0.2}, {folds: 5, fold: 0}, {leave_one_out: 17} or {column: split}."),
        section: "split", help: "who is kept from training; none leaves it to validation_split")

    private static var sharesVariant: DataVariant {
        func share(_ name: String, _ help: String) -> DataField {
            DataField(name, .real(0...1, kind: "a share", includesUpper: false), help: help).with { ($0.standard, $0.first) = (.real(0), .real(0.1)) }
        }
        var variant = DataVariant("shares", .keys, [share("validation", "share that validates"), share("test", "share that tests at the end")] + mixing(isInForm: true))
        variant.problem = { values in
            let validation = Double(values["validation"] ?? .nothing) ?? 0, test = Double(values["test"] ?? .nothing) ?? 0
            return validation + test > 0 && validation + test < 1 ? nil : "split: expected shares that leave something to train on, got \(validation) and \(test)."
        }
        return variant
    }

    private static var foldVariant: DataVariant {
        DataVariant("fold", .keys) { values in
            let folds = values["folds"].flatMap(Int.init) ?? foldsRange.upperBound
            return [
                DataField("folds", .whole(foldsRange), help: "parts").with { ($0.isRequired, $0.first, $0.formName) = (true, .whole(5), "of") },
                DataField("fold", .whole(0...max(1, folds) - 1), help: "the part that tests, from 0").with { $0.first = .whole(0) },
            ] + mixing(isInForm: true)
        }
    }

    private static var leaveOneOutVariant: DataVariant {
        DataVariant(
            "leave_one_out", .keys,
            [
                DataField("leave_one_out", .whole(exampleRange), help: "the example that tests, from 0").with {
                    ($0.isRequired, $0.first, $0.formName) = (true, .whole(0), "example")
                }
            ] + mixing(isInForm: false))
    }

    private static var columnVariant: DataVariant {
        var variant = DataVariant(
            "column", .keys,
            [
                DataField("column", .column, help: "the column that says train, val or test").with { ($0.isRequired, $0.first) = (true, .text("split")) }
            ] + mixing(isInForm: false))
        variant.families = [.table, .textTable, .series]
        return variant
    }

    /// How examples are mixed before they are shared out, whatever the kind.
    private static func mixing(isInForm: Bool) -> [DataField] {
        [
            DataField("seed", .whole(seedRange), help: "the same seed, the same parts").with { ($0.standard, $0.isInForm) = (.whole(0), isInForm) },
            DataField("shuffle", .flag, help: "mixes the examples before they are shared out").with { ($0.standard, $0.isInForm) = (.flag(true), isInForm) },
        ]
    }

    var dataValue: DataValue {
        var (name, values): (String, [String: DataValue]) =
            switch kind {
            case .shares(let validation, let test): ("shares", ["validation": .real(validation), "test": .real(test)])
            case .fold(let fold, let folds): ("fold", ["folds": .whole(folds), "fold": .whole(fold)])
            case .leaveOneOut(let place): ("leave_one_out", ["leave_one_out": .whole(place)])
            case .column(let column): ("column", ["column": .text(column)])
            }
        (values["seed"], values["shuffle"]) = (.whole(seed), .flag(shuffle))
        return .variant(name, values)
    }

    init?(_ value: DataValue) {
        guard case .variant(let name, let values) = value else { return nil }
        func part<Value: DataValued>(_ key: String) -> Value? { values[key].flatMap(Value.init) }
        switch name {
        case "shares": kind = .shares(validation: part("validation") ?? 0, test: part("test") ?? 0)
        case "fold":
            guard let folds: Int = part("folds") else { return nil }
            kind = .fold(part("fold") ?? 0, of: folds)
        case "leave_one_out":
            guard let place: Int = part("leave_one_out") else { return nil }
            kind = .leaveOneOut(place)
        case "column":
            guard let column: String = part("column") else { return nil }
            kind = .column(column)
        default: return nil
        }
        (seed, shuffle) = (part("seed") ?? 0, part("shuffle") ?? true)
    }
}
