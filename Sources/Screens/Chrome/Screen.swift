import Lab

/// The whole screen of a state: the page between the top line and the bottom line, and what lies over it. Pure: the same state gives
/// the same cells.
public func drawScreen(_ state: State, colours: ColourLevel = .full) -> CellBuffer {
    var canvas = Canvas(columns: state.size.columns, rows: state.size.rows, look: Look(state.appearance, colours: colours))
    guard !state.size.isTooSmall else {
        TooSmall.draw(state.size, &canvas)
        return canvas.buffer
    }
    let (top, rest) = canvas.bounds.cutTop(1)
    // What is told for a while has a line of its own that is always there, so that nothing on a page moves; a second line covers the keys for its time.
    let (body, lines) = rest.cutBottom(2), (message, bottom) = lines.cutTop(1)
    canvas.draw(in: top) { TopLine.draw(state, &$0) }
    canvas.draw(in: body) { PageViews.draw(state, &$0) }
    if let overlay = state.overlay {
        canvas.coverPage()
        canvas.draw(in: body) { overlay.draw(state, &$0) }
    }
    canvas.draw(in: bottom) { BottomLine.draw(state, &$0) }
    if let toast = state.toast { canvas.draw(in: toast.rows(columns: canvas.columns) > 1 ? lines : message) { toast.draw(&$0) } }
    return canvas.buffer
}

extension Canvas {
    /// Dims the page and takes its clicks while an overlay is open. A click beside the overlay is Escape.
    fileprivate mutating func coverPage() {
        removeCursor()
        restyle(bounds) { $0.isDim = true }
        cover(bounds, press: .command(.back))
    }
}
