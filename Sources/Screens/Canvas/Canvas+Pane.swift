import Lab

extension Canvas {
    /// Draws a pane: a thin border with rounded corners, its title on the left, the figures that matter at its right end. `body` draws
    /// inside, with a column free on both sides.
    public mutating func pane(
        _ rect: Rect, title: String, trailing: String = "", isFocused: Bool = false, _ body: (inout Canvas) -> Void
    ) {
        pane(rect, title: title, figures: trailing.isEmpty ? [] : [Span(trailing, .label)], isFocused: isFocused, body)
    }

    /// The same with figures in several styles.
    public mutating func pane(
        _ rect: Rect, title: String, figures: [Span], isFocused: Bool = false, _ body: (inout Canvas) -> Void
    ) {
        guard rect.columns >= 2, rect.rows >= 2 else { return }
        border(rect, style: Style(isFocused ? .borderFocused : .border))
        draw(in: Rect(column: rect.column, row: rect.row, columns: rect.columns, rows: 1)) { line in
            line.heading(title, figures: figures, style: isFocused ? Style(.title, isBold: true) : .label)
        }
        draw(in: rect.inset(columns: min(2, rect.columns / 2), rows: 1), body)
    }

    /// Columns of a pane's first line that neither title nor figures may have: its corners with a line and a blank beside them, and between the two a line in blanks.
    static let titleMargin = 6, figuresMargin = 3
    /// Columns that a title keeps beside figures.
    static let leastTitle = 8

    /// The first of several titles, the longest first, that stands uncut beside its figures in a pane of so many columns; the last where none does.
    static func title(_ titles: [String], beside figures: Int, in columns: Int) -> String {
        titles.first { fits($0.displayColumns, beside: figures, in: columns) } ?? titles.last ?? ""
    }

    /// Whether a title and figures of so many columns stand uncut in a pane's first line.
    static func fits(_ title: Int, beside figures: Int, in columns: Int) -> Bool {
        title + figures + titleMargin + (figures > 0 ? figuresMargin : 0) <= columns
    }

    /// Writes title and figures over a border: the title is cut first, the figures go when not even their first half would fit.
    private mutating func heading(_ title: String, figures: [Span], style: Style) {
        let inner = columns - 4
        guard inner > 2 else { return }
        let titleColumns = title.displayColumns
        var figureColumns = figures.columns
        if titleColumns + figureColumns + 5 > inner {
            let room = max(0, inner - min(titleColumns, Self.leastTitle) - 5)
            figureColumns = figureColumns <= 2 * room ? min(figureColumns, room) : 0
        }
        let titleRoom = figureColumns > 0 ? inner - figureColumns - 5 : inner - 2
        if titleColumns > 0, titleRoom > 0 {
            let shown = min(titleColumns, titleRoom)
            erase(column: 2, row: 0, columns: shown + 2)
            text(title, column: 3, row: 0, style: style, width: shown)
        }
        if figureColumns > 0 {
            erase(column: columns - figureColumns - 4, row: 0, columns: figureColumns + 2)
            spans(figures, column: columns - figureColumns - 3, row: 0, width: figureColumns, alignment: .trailing)
        }
    }

    /// Blanks, on the ground that is there.
    private mutating func erase(column: Int, row: Int, columns: Int) {
        for place in column..<column + columns { set(.blank, column: place, row: row, style: .plain) }
    }

    /// A border around `rect`; what is inside stays.
    public mutating func border(_ rect: Rect, style: Style) {
        guard rect.columns >= 2, rect.rows >= 2 else { return }
        let (right, bottom) = (rect.endColumn - 1, rect.endRow - 1)
        for column in rect.column + 1..<right {
            set(Glyph(scalar: "─"), column: column, row: rect.row, style: style)
            set(Glyph(scalar: "─"), column: column, row: bottom, style: style)
        }
        for row in rect.row + 1..<bottom {
            set(Glyph(scalar: "│"), column: rect.column, row: row, style: style)
            set(Glyph(scalar: "│"), column: right, row: row, style: style)
        }
        set(Glyph(scalar: "╭"), column: rect.column, row: rect.row, style: style)
        set(Glyph(scalar: "╮"), column: right, row: rect.row, style: style)
        set(Glyph(scalar: "╰"), column: rect.column, row: bottom, style: style)
        set(Glyph(scalar: "╯"), column: right, row: bottom, style: style)
    }

    /// A thin line across.
    public mutating func rule(column: Int, row: Int, columns: Int, style: Style = .border) {
        guard columns > 0 else { return }
        for place in column..<column + columns { set(Glyph(scalar: "─"), column: place, row: row, style: style) }
    }
}
