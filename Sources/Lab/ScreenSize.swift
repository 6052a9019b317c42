/// Columns and rows of the terminal.
public struct ScreenSize: Hashable, Sendable {
    public var columns: Int
    public var rows: Int

    public init(columns: Int, rows: Int) {
        self.columns = columns
        self.rows = rows
    }

    /// The smallest screen that the lab can be used on.
    public static let smallest = ScreenSize(columns: 60, rows: 20)

    public var isTooSmall: Bool { columns < Self.smallest.columns || rows < Self.smallest.rows }

    /// Rows of the page: without the top line, the line for what is told and the bottom line.
    public var pageRows: Int { max(0, rows - 3) }
}
