import Lab

extension Overlay {
    /// Draws it in the middle of the page.
    func draw(_ state: State, _ canvas: inout Canvas) {
        switch self {
        case .help(let scroll): HelpOverlay.draw(state, scroll: scroll, &canvas)
        case .palette(let palette): PaletteOverlay.draw(palette, state, &canvas)
        case .log(let scroll): LogOverlay.draw(state, scroll: scroll, &canvas)
        case .question(let question): QuestionOverlay.draw(question, &canvas)
        case .prompt(let prompt): PromptOverlay.draw(prompt, &canvas)
        case .menu(let menu): MenuOverlay.draw(menu, &canvas)
        }
    }
}

extension Canvas {
    /// An overlay's pane: on raised ground, in the middle, at most so large, covering what is below from the mouse as well.
    mutating func panel(title: String, figures: [Span] = [], columns wanted: Int, rows wantedRows: Int, _ body: (inout Canvas) -> Void) {
        let rect = bounds.centered(columns: min(wanted, columns - 4), rows: min(wantedRows, rows - 2))
        fill(rect, style: Style(.text, ground: .role(.raised)))
        cover(rect)
        pane(rect, title: title, figures: figures, isFocused: true, body)
    }
}
