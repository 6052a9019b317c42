/// A recipe's `split:`: which examples are kept for validation and test. Without it Keras' rule applies: `fit.validation_split` takes the last examples.
public struct SplitSpec: Hashable, Sendable {
    /// How the parts are chosen.
    public var kind: Kind
    /// The seed of the split. It is not `fit.seed`, so that runs with different seeds are measured on the same examples.
    public var seed = 0
    /// Whether examples are shuffled before they are split. `false` takes the last ones; series and running text are never shuffled.
    public var shuffle = true

    /// A split.
    public init(_ kind: Kind, seed: Int = 0, shuffle: Bool = true) {
        self.kind = kind
        self.seed = seed
        self.shuffle = shuffle
    }

    /// How the parts are chosen.
    public enum Kind: Hashable, Sendable {
        /// By a column of the table that says train, val or test.
        case column(String)
        /// By shares of all examples, and of each class where there are classes.
        case shares(validation: Double, test: Double)
        /// Cross-validation: of `of` parts, the one with index `fold` (from 0) is the test part, the others are for training.
        case fold(Int, of: Int)
        /// The test part is the example with this index.
        case leaveOneOut(Int)
    }

    /// The column of the table that gives the part of each row; `nil` for the other kinds.
    var column: String? { if case .column(let name) = kind { name } else { nil } }

    /// Whether the split makes a test part, which replaces the source's own.
    var makesTest: Bool {
        if case .shares(_, let test) = kind { test > 0 } else { true }
    }
}

/// The indices of the examples of each part.
struct SplitParts {
    var training: [Int]
    /// `nil` where `fit.validation_split` takes it from the training part.
    var validation: [Int]?
    var test: [Int]
}

extension SplitSpec: DataValued {
    /// The indices that `leave_one_out` may have.
    private static let exampleRange = 0...Int(Int32.max)
    /// The numbers of folds.
    private static let foldsRange = 2...1_000_000
    /// The seeds that a recipe may give.
    public static let seedRange = 0...Int(Int32.max)

    static let argument = DataArgument<DataSpec>(
        "split", \.split,
        .variant(
            [sharesVariant, foldVariant, leaveOneOutVariant, columnVariant], expectation: "one kind",
            example: "Write {test: 0.2}, {validation: 0.1, test: 0.2}, {folds: 5, fold: 0}, {leave_one_out: 17} or {column: split}."),
        section: "split", help: "which examples validate and test; none: as validation_split says")

    private static var sharesVariant: DataVariant {
        func share(_ name: String, _ help: String) -> DataField {
            DataField(name, .real(0...1, kind: "a share", includesUpper: false), help: help).with { ($0.standard, $0.first) = (.real(0), .real(0.1)) }
        }
        var variant = DataVariant("shares", .keys, [share("validation", "the share for validation"), share("test", "the share for the test part")] + shuffling(isInForm: true))
        variant.problem = { values in
            let validation = Double(values["validation"] ?? .nothing) ?? 0, test = Double(values["test"] ?? .nothing) ?? 0
            return validation + test > 0 && validation + test < 1 ? nil : "split: expected shares that leave examples for training, got \(validation) and \(test)."
        }
        return variant
    }

    private static var foldVariant: DataVariant {
        DataVariant("fold", .keys) { values in
            let folds = values["folds"].flatMap(Int.init) ?? foldsRange.upperBound
            return [
                DataField("folds", .whole(foldsRange), help: "parts").with { ($0.isRequired, $0.first, $0.formName) = (true, .whole(5), "of") },
                DataField("fold", .whole(0...max(1, folds) - 1), help: "the test part, from 0").with { $0.first = .whole(0) },
            ] + shuffling(isInForm: true)
        }
    }

    private static var leaveOneOutVariant: DataVariant {
        DataVariant(
            "leave_one_out", .keys,
            [
                DataField("leave_one_out", .whole(exampleRange), help: "the test example, from 0").with {
                    ($0.isRequired, $0.first, $0.formName) = (true, .whole(0), "example")
                }
            ] + shuffling(isInForm: false))
    }

    private static var columnVariant: DataVariant {
        var variant = DataVariant(
            "column", .keys,
            [
                DataField("column", .column, help: "the column that says train, val or test").with { ($0.isRequired, $0.first) = (true, .text("split")) }
            ] + shuffling(isInForm: false))
        variant.families = [.table, .textTable, .series]
        return variant
    }

    /// The fields for shuffling, which most kinds have.
    private static func shuffling(isInForm: Bool) -> [DataField] {
        [
            DataField("seed", .whole(seedRange), help: "the same seed gives the same parts").with { ($0.standard, $0.isInForm) = (.whole(0), isInForm) },
            DataField("shuffle", .flag, help: "shuffles the examples before they are split").with { ($0.standard, $0.isInForm) = (.flag(true), isInForm) },
        ]
    }

    var dataValue: DataValue {
        var (name, values): (String, [String: DataValue]) =
            switch kind {
            case .shares(let validation, let test): ("shares", ["validation": .real(validation), "test": .real(test)])
            case .fold(let fold, let folds): ("fold", ["folds": .whole(folds), "fold": .whole(fold)])
            case .leaveOneOut(let example): ("leave_one_out", ["leave_one_out": .whole(example)])
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
            guard let example: Int = part("leave_one_out") else { return nil }
            kind = .leaveOneOut(example)
        case "column":
            guard let column: String = part("column") else { return nil }
            kind = .column(column)
        default: return nil
        }
        (seed, shuffle) = (part("seed") ?? 0, part("shuffle") ?? true)
    }
}
