/// The inside of a recurrent cell as data for a display: its gates and states, and its arithmetic line by line.
public struct CellAnatomy: Hashable, Sendable {
    /// The gates, in the order of the kernel's columns, then the states.
    public let bands: [Band]
    /// The cell's arithmetic, one line after the other.
    public let formulas: [Formula]

    /// The symbols of the states that the cell keeps from step to step, the output first: h, and for an LSTM c.
    var states: [String] { [.output, .cellState].flatMap { kind in bands.filter { $0.kind == kind }.map(\.letter) } }

    /// A gate or a state over time.
    public struct Band: Hashable, Sendable {
        /// The symbol in the formulas: `f`.
        public let letter: String
        /// What it does, in one word.
        public let word: String
        /// Whether it is a gate, a candidate or a state.
        public let kind: Kind

        /// What a band shows.
        public enum Kind: Hashable, Sendable {
            /// A factor between 0 and 1.
            case gate
            /// What may be added to the state.
            case candidate
            /// An LSTM's cell state, c.
            case cellState
            /// The state that the layer outputs, h.
            case output
        }

        init(_ letter: String, _ word: String, _ kind: Kind) {
            self.letter = letter
            self.word = word
            self.kind = kind
        }
    }

    /// A line of the cell's arithmetic, in symbols and with the values of one unit at one step.
    public struct Formula: Hashable, Sendable {
        /// The symbol that the line computes: `c`.
        public let result: String
        /// `f·c(t−1) + i·g`; `nil` for a line that is shown with values only.
        public let symbols: String?
        /// The line with the values of a unit at a step, in pieces.
        public let numbers: [Term]
        /// What the value means; `nil` where the line computes the result.
        public let note: String?
        /// Whether the line with values already contains the symbols.
        public let namesSymbols: Bool

        init(_ result: String, _ symbols: String?, _ numbers: [Term], note: String? = nil, namesSymbols: Bool = false) {
            self.result = result
            self.symbols = symbols
            self.numbers = numbers
            self.note = note
            self.namesSymbols = namesSymbols
        }
    }

    /// A piece of a line with values.
    public enum Term: Hashable, Sendable {
        case text(String)
        /// The value of a symbol at this step, and at the previous step in the order of reading.
        case value(String), previous(String)
        /// 1 − the value of a symbol.
        case complement(String)
        /// The result of a line above.
        case result(String)
    }
}

/// How a layer reads a sequence with a cell: in one direction or in both.
public struct CellReading: Hashable, Sendable {
    /// The cell.
    public let anatomy: CellAnatomy
    /// One direction, or two for a bidirectional layer.
    public let directions: [Direction]

    /// One pass over the sequence.
    public struct Direction: Hashable, Sendable {
        /// The prefix of a band's symbol: an arrow where there are two directions, otherwise empty.
        public let mark: String
        /// Whether it reads from the last step to the first.
        public let goesBackwards: Bool
    }

    /// The prefixes of a bidirectional layer.
    static let forwardMark = "→ ", backwardMark = "← "
}
