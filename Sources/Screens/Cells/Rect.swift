/// A rectangle of cells; `column` and `row` count from 0 at the top left of whatever it is given to.
public struct Rect: Hashable, Sendable {
    public var column: Int
    public var row: Int
    public var columns: Int
    public var rows: Int

    public init(column: Int, row: Int, columns: Int, rows: Int) {
        self.column = column
        self.row = row
        self.columns = columns
        self.rows = rows
    }

    public static let empty = Rect(column: 0, row: 0, columns: 0, rows: 0)

    public var isEmpty: Bool { columns <= 0 || rows <= 0 }
    /// The first column and row after the rectangle.
    public var endColumn: Int { column + max(0, columns) }
    public var endRow: Int { row + max(0, rows) }

    public func contains(column: Int, row: Int) -> Bool {
        column >= self.column && column < endColumn && row >= self.row && row < endRow
    }

    public func intersection(_ other: Rect) -> Rect {
        let left = max(column, other.column)
        let top = max(row, other.row)
        return Rect(
            column: left, row: top, columns: max(0, min(endColumn, other.endColumn) - left), rows: max(0, min(endRow, other.endRow) - top))
    }

    public func offset(columns: Int, rows: Int) -> Rect {
        Rect(column: column + columns, row: row + rows, columns: self.columns, rows: self.rows)
    }

    /// What is left when every side gives `count` cells, never less than nothing.
    public func inset(by count: Int) -> Rect { inset(columns: count, rows: count) }

    public func inset(columns: Int, rows: Int) -> Rect {
        Rect(
            column: column + columns, row: row + rows, columns: max(0, self.columns - 2 * columns), rows: max(0, self.rows - 2 * rows))
    }

    /// A rectangle of at most this size in the middle of this one.
    public func centered(columns wanted: Int, rows wantedRows: Int) -> Rect {
        let width = min(max(0, wanted), max(0, columns))
        let height = min(max(0, wantedRows), max(0, rows))
        return Rect(column: column + (columns - width) / 2, row: row + (rows - height) / 2, columns: width, rows: height)
    }

    /// Cuts `count` rows from the top: they, and the rest. No more than there are.
    public func cutTop(_ count: Int) -> (top: Rect, rest: Rect) {
        let height = min(max(0, count), max(0, rows))
        return (
            Rect(column: column, row: row, columns: columns, rows: height),
            Rect(column: column, row: row + height, columns: columns, rows: max(0, rows) - height)
        )
    }

    public func cutBottom(_ count: Int) -> (rest: Rect, bottom: Rect) {
        let height = min(max(0, count), max(0, rows))
        let (rest, bottom) = cutTop(max(0, rows) - height)
        return (rest, bottom)
    }

    public func cutLeft(_ count: Int) -> (left: Rect, rest: Rect) {
        let width = min(max(0, count), max(0, columns))
        return (
            Rect(column: column, row: row, columns: width, rows: rows),
            Rect(column: column + width, row: row, columns: max(0, columns) - width, rows: rows)
        )
    }

    public func cutRight(_ count: Int) -> (rest: Rect, right: Rect) {
        let width = min(max(0, count), max(0, columns))
        let (rest, right) = cutLeft(max(0, columns) - width)
        return (rest, right)
    }
}
