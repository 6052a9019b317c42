/// The size of the terminal.
public struct ScreenSize: Hashable, Sendable {
    public var columns: Int
    public var rows: Int

    public init(columns: Int, rows: Int) {
        self.columns = columns
        self.rows = rows
    }

    /// The smallest size at which the lab can be used.
    public static let smallest = ScreenSize(columns: 60, rows: 20)

    public var isTooSmall: Bool { columns < Self.smallest.columns || rows < Self.smallest.rows }

    /// The rows of the page, without the top line, the line for messages and the bottom line.
    public var pageRows: Int { max(0, rows - 3) }
}
