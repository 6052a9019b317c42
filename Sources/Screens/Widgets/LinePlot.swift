import Foundation

/// Curves over a common axis, with ticks at round numbers and even distances.
public struct LinePlot: Sendable {
    /// Numbers along the x axis.
    public enum Across: Hashable, Sendable {
        /// Ticks at whole numbers: epochs, steps.
        case whole
        /// Ticks at any round number: seconds.
        case real
    }

    /// A point that is marked with a star, and its x with a line down to the axis: the best epoch.
    public struct Star: Hashable, Sendable {
        public var point: PlotPoint
        public var style: Style
        /// What the legend says of it, the same in fewer words.
        public var notes: [String]

        public init(_ point: PlotPoint, style: Style, notes: [String]) {
            self.point = point
            self.style = style
            self.notes = notes
        }

        static let glyph: Character = "★"
    }

    /// Where lines share a cell and have as many dots there, their colours take turns.
    public var series: [PlotSeries]
    /// Noisy figures whose spread lies behind the curves as a quiet ground: a loss by batch.
    public var noise: [[PlotPoint]] = []
    /// What the legend calls the noise.
    public var noiseName = "batches"
    /// The points' own range when `nil`.
    public var xRange: ClosedRange<Double>?
    /// The points' own range, with a little room, when `nil`.
    public var yRange: ClosedRange<Double>?
    public var across = Across.whole
    /// What the x axis counts, written between its labels.
    public var xName = ""
    public var isLogarithmicAcross = false
    public var isLogarithmic = false
    /// Values are shares and shown in per cent.
    public var isPercent = false
    /// Columns for the labels of the y axis at least, so that plots below each other have their x axes below each other.
    public var leastGutter = 0
    /// Names the curves in a line on top.
    public var hasLegend = true
    public var star: Star?
    /// What stands in the middle while there is no point.
    public var emptyText = "no values yet"

    public init(_ series: [PlotSeries]) {
        self.series = series
    }

    public func draw(in rect: Rect, _ canvas: inout Canvas) {
        guard rect.columns >= 8, rect.rows >= 3 else { return }
        var rest = rect
        if hasLegend, rect.rows >= 6 {
            let (line, below) = rect.cutTop(1)
            drawLegend(in: line, &canvas)
            rest = below
        }
        let (above, axes) = rest.cutBottom(rest.rows >= 7 ? 2 : 1)
        guard let y = yScale(rows: above.rows), let x = xScale(columns: above.columns) else {
            canvas.text(emptyText, column: rest.column, row: rest.row + rest.rows / 2, style: .label, width: rest.columns, alignment: .center)
            return
        }
        let gutter = max(leastGutter, y.ticks.map { y.label($0).displayColumns }.max() ?? 0)
        let field = above.cutLeft(gutter + 1).rest
        guard !field.isEmpty else { return }
        drawAxes(x, y, field: field, gutter: gutter, below: axes, &canvas)
        var raster = PlotRaster(columns: field.columns, rows: field.rows, series: series.count, look: canvas.look)
        for points in noise { raster.fill(points, x: x, y: y) }
        for (index, curve) in series.enumerated() { raster.add(curve, x: x, y: y, at: index) }
        let best = star.flatMap { raster.cell($0.point, x: x, y: y) }
        if let best { for row in best.row + 1..<max(best.row + 1, field.rows) { canvas.set("┊", column: field.column + best.column, row: field.row + row, style: .label) } }
        raster.draw(in: field, series: series, &canvas)
        for curve in series where !raster.isCrowded(curve.points.count) {
            guard let glyph = curve.marker.glyph(canvas.look) else { continue }
            for point in marked(curve, room: field.columns) {
                guard let cell = raster.cell(point, x: x, y: y) else { continue }
                canvas.set(glyph, column: field.column + cell.column, row: field.row + cell.row, style: curve.style)
            }
        }
        if let star, let best { canvas.set(Star.glyph, column: field.column + best.column, row: field.row + best.row, style: star.style.emphasised) }
    }

    /// The points that say something: the first, the last, and as many between that a line is known without its colour.
    private func marked(_ curve: PlotSeries, room: Int) -> [PlotPoint] {
        let points = curve.points
        guard let first = points.first, let last = points.last, points.count > 1 else { return points }
        let stride = max(1, Int((Double(points.count) / max(1, Double(room / Self.columnsBetweenMarkers))).rounded(.up)))
        let between = points.indices.filter { $0 % stride == 0 && $0 + stride / 2 < points.count - 1 }.map { points[$0] }
        return [first] + between + [last]
    }

    private static let columnsBetweenMarkers = 24

    /// The curves' names, the star's note and the noise; what finds no room is left out: a curve without its name still has
    /// its colour and its marker in the pane's title.
    private func drawLegend(in line: Rect, _ canvas: inout Canvas) {
        var parts = series.filter { !$0.name.isEmpty }.map { curve in
            let mark = curve.marker.glyph(canvas.look).map(String.init) ?? (canvas.look.glyphs == .ascii ? "." : "─")
            return Span("\(mark) \(curve.name)", curve.style)
        }
        let room = line.columns - 2
        func columns(_ parts: [Span]) -> Int { parts.columns + 2 * max(0, parts.count - 1) }
        if let star, let note = star.notes.first(where: { columns(parts) + $0.displayColumns + 4 <= room }) { parts.append(Span("\(Star.glyph) \(note)", star.style)) }
        if !noise.isEmpty { parts.append(Span("▒ \(noiseName)", .label)) }
        while parts.count > 1, columns(parts) > room { parts.removeLast() }
        canvas.spans(Array(parts.map { [$0] }.joined(separator: [Span("  ")])), column: line.column + 2, row: line.row, width: room)
    }
}

// MARK: Axes

extension LinePlot {
    private func drawAxes(_ x: PlotScale, _ y: PlotScale, field: Rect, gutter: Int, below: Rect, _ canvas: inout Canvas) {
        let axis = field.column - 1
        for row in field.row..<field.endRow { canvas.set("│", column: axis, row: row, style: .border) }
        for tick in y.ticks {
            guard let cell = y.cell(tick, count: field.rows) else { continue }
            let row = field.endRow - 1 - cell
            canvas.set("┤", column: axis, row: row, style: .border)
            canvas.text(y.label(tick), column: axis - gutter, row: row, style: .label, width: gutter, alignment: .trailing)
        }
        let hasLine = below.rows > 1
        if hasLine {
            canvas.set("╰", column: axis, row: below.row, style: .border)
            canvas.rule(column: field.column, row: below.row, columns: field.columns)
        }
        var free = field.column - gutter, gaps: [Range<Int>] = []
        for tick in x.ticks {
            guard let cell = x.cell(tick, count: field.columns) else { continue }
            let label = x.label(tick)
            let width = label.displayColumns
            let column = min(field.endColumn - width, max(field.column, field.column + cell - (width - 1) / 2))
            guard column >= free else { continue }
            if hasLine { canvas.set("┬", column: field.column + cell, row: below.row, style: .border) }
            canvas.text(label, column: column, row: below.endRow - 1, style: .label)
            gaps.append(free..<column)
            free = column + width + 2
        }
        gaps.append(free..<max(free, field.endColumn + 2))
        guard !xName.isEmpty else { return }
        // The name of the axis stands in the last gap between labels that holds it, or else at the end of the axis.
        let columns = xName.displayColumns
        if let gap = gaps.last(where: { $0.count >= columns + 2 && $0.lowerBound > field.column }) {
            canvas.text(xName, column: gap.lowerBound + (gap.count - 2 - columns) / 2, row: below.endRow - 1, style: .label)
        } else if hasLine, field.columns > 2 * columns {
            canvas.text(" \(xName) ", column: field.endColumn - columns - 3, row: below.row, style: .label)
        }
    }

    private func xScale(columns: Int) -> PlotScale? {
        let values = (series.map(\.points) + noise).lazy.joined().map(\.x).filter { $0.isFinite && (!isLogarithmicAcross || $0 > 0) }
        guard let least = values.min(), let most = values.max() else { return nil }
        let high = xRange?.upperBound ?? most, room = min(12, max(3, columns / 12))
        if isLogarithmicAcross, high > 0 {
            return .logarithmic(low: min(least, high / 10), high: max(high, least * 1.05), count: columns, apart: 8)
        }
        let low = xRange?.lowerBound ?? least
        return across == .whole ? .whole(low: low, high: max(high, low + 1), atMost: room) : .real(low: low, high: high, atMost: room)
    }

    private func yScale(rows: Int) -> PlotScale? {
        guard var low = yRange?.lowerBound ?? extent?.lowerBound, var high = yRange?.upperBound ?? extent?.upperBound else { return nil }
        if isLogarithmic {
            low = max(low, 1e-30)
            if high <= low * 1.05 { (low, high) = (low / 1.5, low * 1.5) }
            return .logarithmic(low: low, high: high, count: rows, apart: 2)
        }
        if high - low < 1e-12 * max(abs(high), abs(low), 1e-6) {
            let reach = max(abs(high) * 0.1, 1e-3)
            (low, high) = (low - reach, high + reach)
        }
        return .even(low: low, high: high, rows: rows, isPercent: isPercent)
    }

    /// What the y axis has to hold: the curves whole, and of noise the middle nine tenths, so that one wild batch does not press the curves flat.
    private var extent: ClosedRange<Double>? {
        func isShown(_ value: Double) -> Bool { value.isFinite && (!isLogarithmic || value > 0) }
        let edges = noise.flatMap { points in
            let spread = points.map(\.y).filter(isShown).sorted()
            return spread.isEmpty ? [] : [spread[(spread.count - 1) / 20], spread[(spread.count - 1) * 19 / 20]]
        }
        let values = series.flatMap(\.points).map(\.y).filter(isShown) + edges + (star.map { [$0.point.y].filter(isShown) } ?? [])
        guard let low = values.min(), let high = values.max() else { return nil }
        return low...high
    }
}
