import Lab

/// One place on the screen.
public struct Cell: Hashable, Sendable {
    public var glyph: Glyph
    public var style: Style

    public static let blank = Cell(glyph: .blank, style: .plain)

    public init(glyph: Glyph, style: Style) {
        self.glyph = glyph
        self.style = style
    }

    /// What stands here; a blank in the right half of a wide character.
    public var character: Character { glyph.isContinuation ? " " : glyph.character }
}

/// A drawn screen: cells, what a click on them means, and where the cursor of a text field stands. Plain data, so that tests compare
/// it and the terminal writes only what changed.
public struct CellBuffer: Hashable, Sendable {
    public let columns: Int
    public let rows: Int
    /// Row by row.
    public private(set) var cells: [Cell]
    /// What the mouse finds; later ones lie over earlier ones.
    public internal(set) var hitRegions: [HitRegion] = []
    /// Where typing goes; `nil` when no text field has the focus.
    public internal(set) var cursor: Position?

    public struct Position: Hashable, Sendable {
        public var column: Int
        public var row: Int

        public init(column: Int, row: Int) {
            self.column = column
            self.row = row
        }
    }

    public init(columns: Int, rows: Int) {
        self.columns = max(0, columns)
        self.rows = max(0, rows)
        cells = [Cell](repeating: .blank, count: self.columns * self.rows)
    }

    public var bounds: Rect { Rect(column: 0, row: 0, columns: columns, rows: rows) }

    /// - Precondition: the place is inside.
    public subscript(column: Int, row: Int) -> Cell {
        precondition(bounds.contains(column: column, row: row), "no cell at column \(column), row \(row) of \(columns)×\(rows)")
        return cells[row * columns + column]
    }

    /// The cells of a row, from the left.
    public func row(_ row: Int) -> ArraySlice<Cell> { cells[row * columns..<(row + 1) * columns] }

    /// Sets a cell that is inside, and the one to its right for a wide glyph. Where half of another wide glyph is overwritten, its other
    /// half becomes blank: a terminal would do the same, but out of step with us.
    mutating func put(_ glyph: Glyph, column: Int, row: Int, style: Style) {
        let place = row * columns + column
        let isWide = glyph.columns == 2 && column + 1 < columns
        if cells[place].glyph.isContinuation, column > 0 { cells[place - 1].glyph = .blank }
        let last = isWide ? place + 1 : place
        if last % columns + 1 < columns, cells[last + 1].glyph.isContinuation { cells[last + 1].glyph = .blank }
        cells[place] = Cell(glyph: glyph.columns == 2 && !isWide ? .blank : glyph, style: style)
        if isWide { cells[place + 1] = Cell(glyph: .continuation, style: style) }
    }

    /// Changes the style of the cells of `rect`, and leaves what stands there.
    mutating func restyle(_ rect: Rect, _ change: (inout Style) -> Void) {
        let inside = rect.intersection(bounds)
        for row in inside.row..<inside.endRow {
            for place in row * columns + inside.column..<row * columns + inside.endColumn { change(&cells[place].style) }
        }
    }
}
