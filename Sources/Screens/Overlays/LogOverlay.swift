import Lab

/// What happened, the newest first.
enum LogOverlay {
    static func draw(_ state: State, scroll: Int, _ canvas: inout Canvas) {
        let shown = ScrolledText(text: .log(in: state), start: scroll)
        canvas.panel(title: "log", figures: [Span("newest first", .label)], columns: OverlayText.logColumns, rows: max(3, shown.text.lines.count + 2)) { pane in
            if shown.text.lines.isEmpty { pane.text("Nothing has happened yet.", column: 0, row: 0, style: .label) }
            shown.draw(&pane)
        }
    }
}
