import Lab

/// Many small pictures of one size side by side, with a point's breadth between them: with half-blocks half a cell, so that as many as can be are seen.
struct ContactSheet {
    /// Of one picture, in its own points and as it is drawn.
    private let size: (rows: Int, columns: Int)
    private let drawn: (rows: Int, columns: Int)
    private let across: Int
    /// As many as there is room for.
    let shown: Int

    init(count: Int, rows: Int, columns: Int, in room: (columns: Int, rows: Int), _ look: Look) {
        size = (rows, columns)
        // A point is a cell wide and half a cell high; a character stands for two points, and there a gap takes a whole line.
        func fit(_ height: Int, _ width: Int) -> (across: Int, down: Int) {
            let down = look.hasHalfBlocks ? (2 * room.rows + 1) / (height + 1) : (room.rows + 1) / ((height + 1) / 2 + 1)
            return ((room.columns + 1) / (width + 1), down)
        }
        // As large as they can be with all in sight: whole multiples of the picture, else a share of it, down to where a shape is still seen.
        let least = max(1, min(rows, 8, 2 * room.rows))
        var height = least
        for candidate in [4 * rows, 3 * rows, 2 * rows, rows] + stride(from: rows - 1, through: least, by: -1) {
            let (across, down) = fit(candidate, max(1, candidate * columns / max(1, rows)))
            if across * down >= count {
                height = candidate
                break
            }
        }
        drawn = (height, max(1, height * columns / max(1, rows)))
        let places = fit(drawn.rows, drawn.columns)
        across = max(1, places.across)
        shown = max(1, min(count, across * max(1, places.down)))
    }

    func draw(ramp: Ramp, range: ClosedRange<Float>, _ pane: inout Canvas, picture: (Int) -> [Float]) {
        guard size.rows > 0, size.columns > 0 else { return }
        let resampling = Resampling(fromRows: size.rows, columns: size.columns, toRows: drawn.rows, columns: drawn.columns)
        guard pane.look.hasHalfBlocks else {
            for index in 0..<shown {
                let height = (drawn.rows + 1) / 2
                let place = Rect(column: index % across * (drawn.columns + 1), row: index / across * (height + 1), columns: drawn.columns, rows: height)
                MapView(values: picture(index), rows: size.rows, columns: size.columns, ramp: ramp, range: range).draw(in: place, &pane)
            }
            return
        }
        let pictures = (0..<shown).map { resampling.means(picture($0), channels: 1) }
        let reach = max(abs(range.lowerBound), abs(range.upperBound)), low = ramp == .diverging ? -reach : range.lowerBound, high = ramp == .diverging ? reach : range.upperBound
        let look = pane.look, step = (rows: drawn.rows + 1, columns: drawn.columns + 1)
        func ink(_ row: Int, _ column: Int) -> Ink? {
            let place = (row: row / step.rows, column: column / step.columns), inside = (row: row % step.rows, column: column % step.columns)
            let index = place.row * across + place.column
            guard place.column < across, index < shown, inside.row < drawn.rows, inside.column < drawn.columns else { return nil }
            let value = pictures[index][inside.row * drawn.columns + inside.column]
            guard value.isFinite, high > low else { return ramp.colour(ramp == .diverging ? 0.5 : 0, look: look) }
            return ramp.colour(Double((value - low) / (high - low)), look: look)
        }
        let height = (shown + across - 1) / across * step.rows - 1, width = min(shown, across) * step.columns - 1
        for row in 0..<min(pane.rows, (height + 1) / 2) {
            for column in 0..<min(pane.columns, width) {
                switch (ink(2 * row, column), ink(2 * row + 1, column)) {
                case (let upper?, let lower): pane.set("▀", column: column, row: row, style: Style(ink: upper, ground: lower))
                case (nil, let lower?): pane.set("▄", column: column, row: row, style: Style(ink: lower))
                case (nil, nil): continue
                }
            }
        }
    }
}
