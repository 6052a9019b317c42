import Lab

/// A view into a screen with its own origin: what a page or a widget draws on. Nothing it draws leaves its bounds, and no control
/// character reaches the screen through it.
public struct Canvas: Sendable {
    /// What has been drawn so far, the whole screen.
    public internal(set) var buffer: CellBuffer
    public let look: Look
    /// The place of this view on the screen.
    private var frame: Rect
    /// What of the view is inside all the views around it.
    private var clip: Rect

    public init(columns: Int, rows: Int, look: Look = Look()) {
        buffer = CellBuffer(columns: columns, rows: rows)
        self.look = look
        frame = buffer.bounds
        clip = frame
    }

    public var columns: Int { frame.columns }
    public var rows: Int { frame.rows }
    public var bounds: Rect { Rect(column: 0, row: 0, columns: frame.columns, rows: frame.rows) }
    public var isEmpty: Bool { frame.isEmpty }

    /// Draws into a part of the view as if it were a view of its own.
    public mutating func draw(in rect: Rect, _ body: (inout Canvas) -> Void) {
        let (outerFrame, outerClip) = (frame, clip)
        frame = Rect(
            column: frame.column + rect.column, row: frame.row + rect.row, columns: max(0, rect.columns), rows: max(0, rect.rows))
        clip = frame.intersection(clip)
        body(&self)
        (frame, clip) = (outerFrame, outerClip)
    }

    /// Sets one cell. A style without a ground keeps the ground that is there, and the band of a selection.
    public mutating func set(_ character: Character, column: Int, row: Int, style: Style = .plain) {
        set(Glyph(character), column: column, row: row, style: style)
    }

    mutating func set(_ glyph: Glyph, column: Int, row: Int, style: Style) {
        let (column, row) = (frame.column + column, frame.row + row)
        guard clip.contains(column: column, row: row) else { return }
        var glyph = glyph.fitted(to: look.glyphs)
        if glyph.columns == 2, column + 1 >= clip.endColumn { glyph = .blank }
        var style = style
        let below = buffer[column, row].style
        if style.ground == nil { style.ground = below.ground }
        if below.isSelected { style.isSelected = true }
        buffer.put(glyph, column: column, row: row, style: style)
    }

    /// What stands in a cell of the view; a blank outside.
    public func cell(column: Int, row: Int) -> Cell {
        let (column, row) = (frame.column + column, frame.row + row)
        return clip.contains(column: column, row: row) ? buffer[column, row] : .blank
    }

    /// Makes the cells of `rect` blank, with exactly this style.
    public mutating func fill(_ rect: Rect, style: Style) {
        fill(rect, with: .blank, style: style)
    }

    mutating func fill(_ rect: Rect, with glyph: Glyph, style: Style) {
        let inside = rect.offset(columns: frame.column, rows: frame.row).intersection(clip)
        let glyph = glyph.fitted(to: look.glyphs)
        for row in inside.row..<inside.endRow {
            for column in inside.column..<inside.endColumn { buffer.put(glyph, column: column, row: row, style: style) }
        }
    }

    /// Lays a quiet band under the cells of `rect`: the selection.
    public mutating func select(_ rect: Rect) {
        restyle(rect) { $0.isSelected = true }
    }

    /// Changes how the cells of `rect` look and leaves what stands there.
    public mutating func restyle(_ rect: Rect, _ change: (inout Style) -> Void) {
        buffer.restyle(rect.offset(columns: frame.column, rows: frame.row).intersection(clip), change)
    }

    /// A press on `rect` does what the command says.
    public mutating func onClick(_ rect: Rect, _ command: Command) {
        onClick(rect, action: .command(command))
    }

    mutating func onClick(_ rect: Rect, action: Action) {
        addRegion(rect) { HitRegion(rect: $0, press: action) }
    }

    /// The wheel over `rect`.
    public mutating func onScroll(_ rect: Rect? = nil, up: Command, down: Command) {
        addRegion(rect ?? bounds) { HitRegion(rect: $0, wheelUp: .command(up), wheelDown: .command(down)) }
    }

    /// Hides what lies under `rect` from the mouse; `press` is what a click there does where nothing drawn later knows better.
    mutating func cover(_ rect: Rect, press: Action? = nil) {
        addRegion(rect) { HitRegion(rect: $0, press: press, isOpaque: true) }
    }

    private mutating func addRegion(_ rect: Rect, _ region: (Rect) -> HitRegion) {
        let inside = rect.offset(columns: frame.column, rows: frame.row).intersection(clip)
        if !inside.isEmpty { buffer.hitRegions.append(region(inside)) }
    }

    /// Puts the cursor of a text field here.
    public mutating func placeCursor(column: Int, row: Int) {
        let (column, row) = (frame.column + column, frame.row + row)
        buffer.cursor = clip.contains(column: column, row: row) ? CellBuffer.Position(column: column, row: row) : nil
    }

    /// Takes the cursor off: what is drawn over the page has none.
    mutating func removeCursor() { buffer.cursor = nil }
}
