/// What a recipe says of a table as text.
public struct TableSpec: Hashable, Sendable {
    public var path: String
    /// Another table of the same columns, for the test part.
    public var testPath: String?
    /// The columns of the targets: one of classes, or numbers. Texts are classes, and whole numbers that count from 0 without a gap;
    /// `targets_are` says otherwise.
    public var target: [String] = []
    /// The column whose texts are the inputs; `nil` takes the other columns as numbers and categories.
    public var text: String?
    /// The columns of the inputs; all but the targets where not said.
    public var columns: [String]?
    public var drop: [String] = []
    /// Columns whose numbers are names.
    public var categorical: [String] = []
    /// The column of a series that must grow from row to row.
    public var date: String?
    public var missing = Missing.refuse
    /// `nil` takes a comma, between tabs in a `.tsv`.
    public var delimiter: Character?
    public var hasHeader = true

    public init(path: String) {
        self.path = path
    }

    /// What becomes of fields of which nothing is known: empty, `?`, or a word that pandas takes for NaN (`NA`, `NaN`, `null`, `None` and their like, in these
    /// capitals). In the target they are an error always: nothing can be learnt from them.
    public enum Missing: Hashable, Sendable {
        /// Is an error that names line and column.
        case refuse
        /// The column's mean over the training part; of a category, the share of the training rows that are of it.
        case mean
        case value(Double)
    }
}
