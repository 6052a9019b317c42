import Lab

/// One line of text that is asked for, and why what is typed can't be taken.
enum PromptOverlay {
    static func draw(_ prompt: Prompt, _ canvas: inout Canvas) {
        let width = min(canvas.columns - 4, 76)
        let complaint = prompt.complaint?.wrapped(columns: width - 6) ?? []
        canvas.panel(title: prompt.title, columns: width, rows: max(1, complaint.count) + 5) { pane in
            TextFieldView(prompt.field).draw(in: Rect(column: 0, row: 1, columns: pane.columns, rows: 1), &pane)
            for (row, line) in complaint.enumerated() {
                pane.spans([Span(row == 0 ? "✗ " : "  ", .wrong), Span(line, .wrong)], column: 0, row: 3 + row)
            }
            if complaint.isEmpty {
                pane.spans([Span("enter", .key), Span(" takes it  ", .label), Span("esc", .key), Span(" leaves it", .label)], column: 0, row: 3)
            }
        }
    }
}
