import Lab

/// One line of text that is asked for: what it means, or why what is typed can't be taken, and the keys.
enum PromptOverlay {
    static func draw(_ prompt: Prompt, _ canvas: inout Canvas) {
        let width = min(canvas.columns - 4, 76)
        let note = (prompt.complaint ?? prompt.meaning).wrapped(columns: width - 6), isWrong = prompt.complaint != nil
        canvas.panel(title: prompt.title, columns: width, rows: note.count + 5) { pane in
            TextFieldView(prompt.field, placeholder: prompt.suggestion).draw(in: Rect(column: 0, row: 1, columns: pane.columns, rows: 1), &pane)
            for (row, line) in note.enumerated() {
                pane.spans([Span(isWrong && row == 0 ? "✗ " : "  ", .wrong), Span(line, isWrong ? .wrong : .label)], column: 0, row: 2 + row)
            }
            let tab = prompt.completes ? [Span("tab", .key), Span(" edits it  ", .label)] : []
            pane.spans([Span("enter", .key), Span(" takes it  ", .label)] + tab + [Span("esc", .key), Span(" leaves it", .label)], column: 0, row: pane.rows - 1)
        }
    }
}
