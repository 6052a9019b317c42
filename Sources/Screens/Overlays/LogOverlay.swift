import Lab

/// What happened, the newest first.
enum LogOverlay {
    static func draw(_ log: [LogLine], scroll: Int, _ canvas: inout Canvas) {
        let width = min(canvas.columns - 4, 110)
        let lines = log.reversed().flatMap { entry -> [[Span]] in
            let (mark, style) = entry.level.display
            return entry.text.wrapped(columns: width - 16).enumerated().map { index, text in
                index == 0 ? [Span(entry.time + "  ", .label), Span(mark + " ", style), Span(text)] : [Span("            " + text)]
            }
        }
        let visible = max(1, canvas.rows - 4)
        let start = max(0, min(scroll, lines.count - visible))
        let figures = [Span("newest first", .label)]
        canvas.panel(title: "log", figures: figures, columns: width, rows: max(3, lines.count + 2)) { pane in
            if lines.isEmpty { pane.text("Nothing has happened yet.", column: 0, row: 0, style: .label) }
            for (row, line) in lines.dropFirst(start).prefix(pane.rows).enumerated() { pane.spans(line, column: 0, row: row) }
            pane.onScroll(up: .move(.up), down: .move(.down))
            Scrolling.drawBar(start: start, total: lines.count, in: Rect(column: 0, row: 0, columns: pane.columns + 1, rows: pane.rows), &pane)
        }
    }

    /// Whether there is something below what is seen, as near as can be said without breaking lines.
    static func canScrollDown(_ state: State, scroll: Int) -> Bool { scroll < state.log.count }
}
