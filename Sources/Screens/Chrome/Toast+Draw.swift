import Lab

extension Toast {
    private static let mostRows = 2

    /// What it takes of a screen so wide.
    func rows(columns: Int) -> Int { min(Self.mostRows, sentence.wrapped(columns: columns - 4).count) }

    /// A click takes it away.
    func draw(_ canvas: inout Canvas) {
        let (mark, style) = level.display, lines = sentence.wrapped(columns: canvas.columns - 4)
        canvas.fill(canvas.bounds, style: .plain)
        canvas.text(mark, column: 1, row: 0, style: style.emphasised)
        for row in 0..<canvas.rows {
            // What is too long for its lines is cut in the last.
            let text = row + 1 < canvas.rows ? lines[row] : lines[row...].joined(separator: " ")
            canvas.text(text, column: 3, row: row, width: canvas.columns - 4)
        }
        canvas.cover(canvas.bounds, press: .command(.back))
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
