import Lab

/// The dots of a plot: a braille cell has eight, a half-block cell two, an ASCII cell one. Lines of several series may share a cell; the cell then takes the
/// colour of the series with the most dots in it; of those with about as many the colours take turns from column to column, so that none vanishes behind another. Behind the lines lies the spread of noisy figures, as a quiet ground.
struct PlotRaster {
    private let columns: Int
    private let rows: Int
    private let look: Look
    /// Dots of a cell, across and down.
    private let across: Int
    private let down: Int
    /// The dots of each series, a byte a cell.
    private var dots: [[UInt8]]
    /// Which halves of each cell the spread covers: 1 the upper, 2 the lower.
    private var spread: [UInt8]

    init(columns: Int, rows: Int, series: Int, look: Look) {
        self.columns = columns
        self.rows = rows
        self.look = look
        (across, down) =
            switch look.glyphs {
            case .braille: (2, 4)
            case .blocks: (1, 2)
            case .ascii: (1, 1)
            }
        dots = [[UInt8]](repeating: [UInt8](repeating: 0, count: columns * rows), count: series)
        spread = [UInt8](repeating: 0, count: columns * rows)
    }

    /// The dot that a share of each axis falls on, from the upper left; it may lie outside. The ends of the axes are the middles of the outermost cells, as for ticks.
    private func dot(_ x: Double, _ y: Double) -> (x: Double, y: Double) {
        (x * Double((columns - 1) * across) + Double(across - 1) / 2, (1 - y) * Double((rows - 1) * down) + Double(down - 1) / 2)
    }

    /// The cell that a point's dot lies in; `nil` outside the plot. A marker drawn there sits on its line.
    func cell(_ point: PlotPoint, x: PlotScale, y: PlotScale) -> (column: Int, row: Int)? {
        guard let px = x.share(point.x), let py = y.share(point.y) else { return nil }
        let dot = dot(px, py)
        return (Int(dot.x.rounded()) / across, Int(dot.y.rounded()) / down)
    }

    /// Whether so many points are more than there are dots across: then a line goes through their means, and no single one is marked.
    func isCrowded(_ points: Int) -> Bool { points > columns * across }

    /// A line through the points, in their order; it breaks where one isn't a number. Of a crowd of points it goes through the means, one a cell, and their spread
    /// lies behind it.
    mutating func add(_ series: PlotSeries, x: PlotScale, y: PlotScale, at index: Int) {
        let points = series.points, isCrowded = isCrowded(points.count)
        if isCrowded { fill(points, x: x, y: y) }
        var before: (x: Double, y: Double)?
        for point in isCrowded ? means(points, x) : points {
            guard let px = x.unboundedShare(point.x), let py = y.unboundedShare(point.y) else {
                before = nil
                continue
            }
            let here = dot(px, py)
            line(from: before ?? here, to: here, series: index, stroke: series.stroke)
            before = here
        }
    }

    /// The mean of the points over each cell across.
    private func means(_ points: [PlotPoint], _ x: PlotScale) -> [PlotPoint] {
        var sums = [(x: Double, y: Double, count: Double)](repeating: (0, 0, 0), count: columns)
        for point in points where point.y.isFinite {
            guard let column = x.cell(point.x, count: columns) else { continue }
            sums[column] = (sums[column].x + point.x, sums[column].y + point.y, sums[column].count + 1)
        }
        return sums.filter { $0.count > 0 }.map { PlotPoint($0.x / $0.count, $0.y / $0.count) }
    }

    private mutating func line(from start: (x: Double, y: Double), to end: (x: Double, y: Double), series: Int, stroke: PlotSeries.Stroke) {
        let (width, height) = (abs(end.x - start.x), abs(end.y - start.y)), steps = max(1, Int(max(width, height).rounded(.up)))
        for step in 0...steps {
            let share = Double(step) / Double(steps)
            let (x, y) = (start.x + (end.x - start.x) * share, start.y + (end.y - start.y) * share)
            let column = Int(x.rounded()), row = Int(y.rounded())
            if stroke == .dotted, (height > width ? row : column) % 2 != 0 { continue }
            set(column, row, series: series)
            // Braille dots are small: a line two dots thick reads as a line. The second lies on the side of the first that the line itself does.
            guard look.glyphs == .braille, stroke == .solid else { continue }
            if height > width {
                set(x < Double(column) ? column - 1 : column + 1, row, series: series)
            } else {
                set(column, y < Double(row) ? row - 1 : row + 1, series: series)
            }
        }
    }

    private mutating func set(_ column: Int, _ row: Int, series: Int) {
        guard column >= 0, column < columns * across, row >= 0, row < rows * down else { return }
        let bit = look.glyphs == .braille ? Braille.bit(column: column % 2, row: row % 4) : 1 << UInt8(row % down)
        dots[series][row / down * columns + column / across] |= bit
    }

    /// The middle eight tenths of noisy points in each column of cells; columns between two that have points are filled from one to the other.
    mutating func fill(_ points: [PlotPoint], x: PlotScale, y: PlotScale) {
        var values = [[Double]](repeating: [], count: columns)
        for point in points {
            guard let column = x.cell(point.x, count: columns), let share = y.unboundedShare(point.y) else { continue }
            values[column].append(share)
        }
        var before: (column: Int, low: Double, high: Double)?
        for column in values.indices where !values[column].isEmpty {
            let sorted = values[column].sorted(), tail = sorted.count / 10
            let (low, high) = (sorted[tail], sorted[sorted.count - 1 - tail])
            if let before {
                for between in before.column + 1..<column {
                    let share = Double(between - before.column) / Double(column - before.column)
                    cover(between, from: before.low + (low - before.low) * share, to: before.high + (high - before.high) * share)
                }
            }
            cover(column, from: low, to: high)
            before = (column, low, high)
        }
    }

    private mutating func cover(_ column: Int, from low: Double, to high: Double) {
        func half(_ share: Double) -> Int { Int(((1 - share) * Double((rows - 1) * 2) + 0.5).rounded()) }
        let top = max(0, half(high)), bottom = min(rows * 2 - 1, half(low))
        guard top <= bottom else { return }
        for half in top...bottom { spread[half / 2 * columns + column] |= half % 2 == 0 ? 1 : 2 }
    }

    func draw(in field: Rect, series: [PlotSeries], _ canvas: inout Canvas) {
        for cell in spread.indices {
            let column = field.column + cell % columns, row = field.row + cell / columns
            drawSpread(cell, column: column, row: row, &canvas)
            if look.glyphs == .blocks { drawHalves(cell, series, column: column, row: row, &canvas) } else { drawDots(cell, series, column: column, row: row, &canvas) }
        }
    }

    private func drawSpread(_ cell: Int, column: Int, row: Int, _ canvas: inout Canvas) {
        guard spread[cell] != 0 else { return }
        if look.hasQuietGrounds {
            switch spread[cell] {
            case 3: canvas.set(" ", column: column, row: row, style: Style(.haze, ground: .role(.haze)))
            case 1: canvas.set("▀", column: column, row: row, style: Style(.haze))
            default: canvas.set("▄", column: column, row: row, style: Style(.haze))
            }
        } else if spread[cell] == 3 || look.glyphs == .ascii {
            canvas.set("░", column: column, row: row, style: Style.track.faint)
        }
    }

    /// The dots of all series in the colour of the one with the most; those with nearly as many take turns.
    private func drawDots(_ cell: Int, _ series: [PlotSeries], column: Int, row: Int, _ canvas: inout Canvas) {
        let all = dots.reduce(0) { $0 | $1[cell] }
        guard all != 0 else { return }
        let most = dots.reduce(0) { max($0, $1[cell].nonzeroBitCount) }
        let sharers = dots.indices.filter { 4 * dots[$0][cell].nonzeroBitCount >= 3 * most }
        let owner = sharers[column % sharers.count]
        var style = series[owner].style
        if spread[cell] != 0, look.hasQuietGrounds { style.ground = .role(.haze) }
        canvas.set(look.glyphs == .braille ? Braille.glyph(all) : Glyph(series[owner].marker.line), column: column, row: row, style: style)
    }

    /// Each half in the colour of the series that is there; several take turns.
    private func drawHalves(_ cell: Int, _ series: [PlotSeries], column: Int, row: Int, _ canvas: inout Canvas) {
        func owner(_ half: UInt8) -> Int? {
            let sharers = dots.indices.filter { dots[$0][cell] & half != 0 }
            return sharers.isEmpty ? nil : sharers[column % sharers.count]
        }
        let upper = owner(1), lower = owner(2)
        guard let first = upper ?? lower else { return }
        var style = series[first].style
        if spread[cell] != 0, look.hasQuietGrounds { style.ground = .role(.haze) }
        if let upper, let lower, upper != lower { style.ground = series[lower].style.ink }
        let glyph: Character = upper == nil ? "▄" : lower == nil || upper != lower ? "▀" : "█"
        canvas.set(glyph, column: column, row: row, style: style)
    }
}

extension Look {
    /// Whether a cell's ground can differ a little from the screen's: 16 colours have no such shade.
    fileprivate var hasQuietGrounds: Bool { colours >= .palette && theme != .mono && glyphs != .ascii }
}
