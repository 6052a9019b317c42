import Lab

extension Toast {
    /// One line over the page's last row, at the right, where it hides least.
    func draw(_ canvas: inout Canvas) {
        let (mark, style) = level.display
        let columns = min(sentence.displayColumns + 6, canvas.columns - 2)
        let rect = Rect(column: canvas.columns - 1 - columns, row: canvas.rows - 1, columns: columns, rows: 1)
        canvas.fill(rect, style: Style(.text, isSelected: true))
        canvas.spans([Span("\(mark) ", style.emphasised), Span(sentence)], column: rect.column + 2, row: rect.row, width: columns - 4)
        canvas.cover(rect, press: .command(.back))
    }
}

extension Toast.Level {
    /// Its sign and colour: never hue alone.
    public var display: (mark: String, style: Style) {
        switch self {
        case .good: ("✓", .good)
        case .attention: ("!", .attention)
        case .wrong: ("✗", .wrong)
        }
    }
}
