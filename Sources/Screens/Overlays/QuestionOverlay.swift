import Lab

/// A choice that must be made: a key and one sentence each.
enum QuestionOverlay {
    static func draw(_ question: Question, _ canvas: inout Canvas) {
        let longest = question.answers.map { $0.sentence.displayColumns + 4 }.max() ?? 0
        let width = min(canvas.columns - 4, max(40, min(72, max(longest, question.title.displayColumns) + 6)))
        let title = question.title.wrapped(columns: width - 4)
        canvas.panel(title: "question", columns: width, rows: title.count + question.answers.count + 5) { pane in
            for (row, line) in title.enumerated() { pane.text(line, column: 0, row: row + 1, style: .bold) }
            for (index, choice) in question.answers.enumerated() {
                let row = title.count + 2 + index
                pane.text(Key.character(choice.key).name, column: 1, row: row, style: .key)
                pane.text(choice.sentence, column: 4, row: row)
                pane.onClick(Rect(column: 0, row: row, columns: pane.columns, rows: 1), choice.command)
            }
        }
    }
}
