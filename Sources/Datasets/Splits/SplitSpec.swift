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
