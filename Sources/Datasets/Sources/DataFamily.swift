/// What kind of examples a source has, which decides what a recipe may wish of them; in the order of menus.
public enum DataFamily: CaseIterable, Hashable, Sendable {
    case pictures, table, textTable, series, text, arrays, generated

    /// Whether a vocabulary, a length, or what stands in gaps is fitted to the training rows.
    var isFitted: Bool { [.table, .textTable, .series, .text].contains(self) }
    /// Whether inputs may be images.
    var mayBeImages: Bool { [.pictures, .arrays].contains(self) }
    /// Whether an example is a row of a table, with its target in a column.
    public var hasColumns: Bool { [.table, .textTable].contains(self) }
    /// Whether whole numbers as targets can be classes or numbers.
    public var hasTargetsOfEitherKind: Bool { hasColumns || self == .arrays }
    /// Whether inputs come to the network as they are stored, unless a recipe says otherwise.
    public var keepsInputs: Bool { self == .arrays }
    /// Whether what comes next is learnt where no target is named: the next row, the next symbol.
    public var learnsWhatComesNext: Bool { [.series, .text].contains(self) }
    /// Whether the classes are the symbols of the inputs.
    public var hasSymbolsAsClasses: Bool { self == .text }
}
