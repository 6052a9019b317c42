import Lab

/// What the page shows, how to read it, and the keys: the latter from the key table, so that they can't be wrong.
enum HelpOverlay {
    static func draw(_ state: State, scroll: Int, _ canvas: inout Canvas) {
        let width = min(canvas.columns - 4, 100)
        let lines = lines(state, columns: width - 4)
        let room = canvas.rows - 2
        let visible = max(1, room - 2)
        let start = clamped(scroll, total: lines.count, visible: visible)
        let figures = lines.count > visible ? [Span("\(start + 1)–\(min(lines.count, start + visible)) of \(lines.count)", .label)] : []
        canvas.panel(title: "help: \(state.page.rawValue)", figures: figures, columns: width, rows: lines.count + 2) { pane in
            for (row, line) in lines.dropFirst(start).prefix(pane.rows).enumerated() { pane.spans(line, column: 0, row: row) }
            pane.onScroll(up: .move(.up), down: .move(.down))
            let edge = Rect(column: 0, row: 0, columns: pane.columns + 1, rows: pane.rows)
            Scrolling.drawBar(start: start, total: lines.count, in: edge, &pane)
        }
    }

    /// Whether there is something below what is seen.
    static func canScrollDown(_ state: State, scroll: Int) -> Bool {
        let lines = lines(state, columns: min(state.size.columns - 4, 100) - 4)
        return scroll < lines.count - max(1, state.size.rows - 6)
    }

    private static func clamped(_ scroll: Int, total: Int, visible: Int) -> Int { max(0, min(scroll, total - visible)) }

    private static func lines(_ state: State, columns: Int) -> [[Span]] {
        let help = PageHelp.of(state.page)
        var lines: [[Span]] = help.shows.wrapped(columns: columns).map { [Span($0)] }
        lines.append([])
        lines.append([Span("How to read it", .key)])
        for sentence in help.reading {
            for (index, line) in sentence.wrapped(columns: columns - 2).enumerated() {
                lines.append([Span(index == 0 ? "· " : "  ", .label), Span(line)])
            }
        }
        lines.append([])
        lines.append([Span("Keys here", .key)])
        lines += table(KeyMap.rows(of: .page(state.page)), state, columns: columns)
        lines.append([])
        lines.append([Span("Keys everywhere", .key)])
        lines += table(KeyMap.global, state, columns: columns)
        return lines
    }

    /// The keys at the left, what they do beside them, in as many columns as there is room for; what can't work now is faint and says why.
    private static func table(_ rows: [Binding], _ state: State, columns: Int) -> [[Span]] {
        let entries = rows.map { row -> [Span] in
            let keys = row.keys.map(\.name).joined(separator: "  ")
            let reason = row.command.unavailable(in: state)
            let gap = String(repeating: " ", count: max(1, 14 - keys.displayColumns))
            return [Span("  " + keys + gap, reason == nil ? .accent : Style.label.faint), Span(row.explanation, reason == nil ? .plain : Style.label)]
        }
        let width = columns / 2
        guard columns >= 90, entries.allSatisfy({ $0.columns < width }) else { return entries }
        let half = (entries.count + 1) / 2
        return (0..<half).map { index in
            guard half + index < entries.count else { return entries[index] }
            return entries[index] + [Span(String(repeating: " ", count: width - entries[index].columns))] + entries[half + index]
        }
    }
}
