/// The inside of a recurrent cell: its gates and states, and its arithmetic line by line, as data for whoever shows it.
public struct CellAnatomy: Hashable, Sendable {
    /// Gates in the order of the kernel's columns, then states.
    public let bands: [Band]
    public let formulas: [Formula]

    /// The letters of the states that it carries from step to step, the one that it gives first: h, and c of an LSTM.
    var states: [String] { [.output, .cellState].flatMap { kind in bands.filter { $0.kind == kind }.map(\.letter) } }

    /// A gate or a state over time.
    public struct Band: Hashable, Sendable {
        public let letter: String
        /// What it does, in a word.
        public let word: String
        public let kind: Kind

        public enum Kind: Hashable, Sendable {
            /// Between 0 and 1.
            case gate
            /// What may be added to the state.
            case candidate
            case cellState
            case output
        }

        init(_ letter: String, _ word: String, _ kind: Kind) {
            self.letter = letter
            self.word = word
            self.kind = kind
        }
    }

    /// A line of the cell's arithmetic: in symbols, and with the numbers of a unit and a step.
    public struct Formula: Hashable, Sendable {
        /// The letter of what is worked out.
        public let result: String
        /// `f·c(t−1) + i·g`; `nil` for a line that is only shown with numbers.
        public let symbols: String?
        public let numbers: [Term]
        /// What the number means; `nil` where the numbers come to the result.
        public let note: String?
        /// The numbers name their symbols themselves.
        public let namesSymbols: Bool

        init(_ result: String, _ symbols: String?, _ numbers: [Term], note: String? = nil, namesSymbols: Bool = false) {
            self.result = result
            self.symbols = symbols
            self.numbers = numbers
            self.note = note
            self.namesSymbols = namesSymbols
        }
    }

    /// A piece of a formula with numbers.
    public enum Term: Hashable, Sendable {
        case text(String)
        /// The number of a letter at this step, and at the step that the cell read before.
        case value(String), previous(String)
        /// 1 less the number of a letter.
        case complement(String)
        /// What a line above came to.
        case result(String)
    }
}

/// How a layer reads a sequence with a cell: in one direction or in both.
public struct CellReading: Hashable, Sendable {
    public let anatomy: CellAnatomy
    public let directions: [Direction]

    public struct Direction: Hashable, Sendable {
        /// What stands before a band's letter: an arrow where there are two directions.
        public let mark: String
        public let goesBackwards: Bool
    }

    /// The marks of a layer that reads in both directions.
    static let forwardMark = "→ ", backwardMark = "← "
}
