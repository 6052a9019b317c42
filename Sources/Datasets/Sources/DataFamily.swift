/// What kind of examples a source has, which decides what a recipe may wish of them; in the order of menus.
public enum DataFamily: CaseIterable, Hashable, Sendable {
    case pictures, table, textTable, series, text, arrays, generated

    /// Whether reading the data fits something to the training rows: a vocabulary, a length, or the values that replace gaps.
    var isFitted: Bool { [.table, .textTable, .series, .text].contains(self) }
    /// Whether the inputs may be images.
    var mayBeImages: Bool { [.pictures, .arrays].contains(self) }
    /// Whether an example is a row of a table, with its target in a column.
    public var hasColumns: Bool { [.table, .textTable].contains(self) }
    /// Whether targets that are whole numbers can be classes or numbers.
    public var hasTargetsOfEitherKind: Bool { hasColumns || self == .arrays }
    /// Whether the next row or symbol is the target where none is named.
    public var learnsWhatComesNext: Bool { [.series, .text].contains(self) }
    /// Whether the classes are the symbols of the inputs.
    public var hasSymbolsAsClasses: Bool { self == .text }
}
