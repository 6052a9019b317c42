import Lab

/// What the page shows, how to read it, and the keys.
enum HelpOverlay {
    static func draw(_ state: State, scroll: Int, _ canvas: inout Canvas) {
        let shown = ScrolledText(text: .help(in: state), start: scroll)
        canvas.panel(
            title: "help: \(state.page)", figures: [Span(shown.position, .label)], columns: OverlayText.helpColumns, rows: shown.text.lines.count + 2
        ) { shown.draw(&$0) }
    }
}
