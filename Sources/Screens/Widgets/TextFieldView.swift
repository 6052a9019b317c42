import Lab

/// A line that is typed into: it scrolls sideways so that the cursor is seen.
public struct TextFieldView: Hashable, Sendable {
    public var field: TextField
    /// Shown, faint, while nothing is typed.
    public var placeholder: String

    public init(_ field: TextField, placeholder: String = "") {
        self.field = field
        self.placeholder = placeholder
    }

    public func draw(in rect: Rect, _ canvas: inout Canvas) {
        guard rect.columns > 0, rect.rows > 0 else { return }
        let line = Rect(column: rect.column, row: rect.row, columns: rect.columns, rows: 1)
        canvas.select(line)
        if field.text.isEmpty {
            canvas.text(placeholder, column: line.column, row: line.row, style: Style.label, width: line.columns)
            canvas.placeCursor(column: line.column, row: line.row)
            return
        }
        let characters = Array(field.text)
        // The first character that is shown: the nearest to the start with which the cursor still has its cell.
        var first = field.cursor
        var columns = 1
        while first > 0 {
            let width = String(characters[first - 1]).displayColumns
            if columns + width > line.columns { break }
            columns += width
            first -= 1
        }
        let cursorColumn = String(characters[first..<field.cursor]).displayColumns
        canvas.draw(in: line) { inside in
            let rest = String(characters[first...])
            inside.text(rest, column: 0, row: 0, width: max(inside.columns, rest.displayColumns))
        }
        let isCut = String(characters[first...]).displayColumns > line.columns
        if isCut, cursorColumn < line.columns - 1 { canvas.set("…", column: line.column + line.columns - 1, row: line.row, style: Style.label) }
        if first > 0 { canvas.set("…", column: line.column, row: line.row, style: Style.label) }
        canvas.placeCursor(column: line.column + min(cursorColumn, line.columns - 1), row: line.row)
    }
}
