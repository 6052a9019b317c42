import Lab

/// Text over a page: the help, the log. Where its lines break and how far it scrolls is decided in the Lab.
struct ScrolledText {
    let text: OverlayText
    /// The first line that is seen.
    let start: Int

    /// `2–20 of 40`; empty where all is seen.
    var position: String { text.lines.count > text.visible ? "\(start + 1)–\(min(text.lines.count, start + text.visible)) of \(text.lines.count)" : "" }

    func draw(_ pane: inout Canvas) {
        for (row, line) in text.lines.dropFirst(start).prefix(pane.rows).enumerated() { pane.spans(line.map(\.span), column: 0, row: row) }
        pane.onScroll(up: .move(.up), down: .move(.down))
        Scrolling.drawBar(start: start, total: text.lines.count, in: Rect(column: 0, row: 0, columns: pane.columns + 1, rows: pane.rows), &pane)
    }
}

extension TextPiece {
    fileprivate var span: Span {
        switch role {
        case .plain: Span(text)
        case .heading: Span(text, .key)
        case .label: Span(text, .label)
        case .key: Span(text, .accent)
        case .unavailableKey: Span(text, Style.label.faint)
        case .unavailable: Span(text, .label)
        case .mark(let level): Span(level.display.mark + " ", level.display.style)
        }
    }
}
