import Foundation

/// A place in a plot.
public struct PlotPoint: Hashable, Sendable {
    public var x: Double
    public var y: Double

    public init(_ x: Double, _ y: Double) {
        self.x = x
        self.y = y
    }
}

/// One curve. Curves differ in marker as well as in colour.
public struct PlotSeries: Hashable, Sendable {
    public enum Marker: Hashable, Sendable {
        case circle, diamond, square, triangle
        /// A line alone: many points, like a curve by batch.
        case none

        func glyph(_ look: Look) -> Character? {
            switch self {
            case .circle: look.glyphs == .ascii ? "o" : "●"
            case .diamond: look.glyphs == .ascii ? "x" : "◆"
            case .square: look.glyphs == .ascii ? "#" : "■"
            case .triangle: look.glyphs == .ascii ? "^" : "▲"
            case .none: nil
            }
        }
    }

    public var name: String
    public var points: [PlotPoint]
    public var style: Style
    public var marker: Marker

    public init(_ name: String, _ points: [PlotPoint], style: Style, marker: Marker) {
        self.name = name
        self.points = points
        self.style = style
        self.marker = marker
    }

    public static func training(_ points: [PlotPoint]) -> PlotSeries { PlotSeries("train", points, style: .training, marker: .circle) }
    public static func validation(_ points: [PlotPoint]) -> PlotSeries { PlotSeries("validation", points, style: .validation, marker: .diamond) }
}

/// Curves over a common axis, with ticks at round numbers.
public struct LinePlot: Sendable {
    /// Later ones are drawn over earlier ones.
    public var series: [PlotSeries]
    /// The points' own range when `nil`.
    public var xRange: ClosedRange<Double>?
    /// The points' own range, with a little room, when `nil`.
    public var yRange: ClosedRange<Double>?
    public var isLogarithmic = false
    /// Values are shares and shown in per cent.
    public var isPercent = false
    /// Names the curves in a line on top, with `note` behind them.
    public var hasLegend = true
    public var note: [Span] = []
    /// A thin line up from a place of the x axis: the best epoch.
    public var guide: Double?
    /// What stands in the middle while there is no point.
    public var emptyText = "no figures yet"

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
        guard let y = yScale(rows: rest.rows), let x = xScale else {
            canvas.text(emptyText, column: rest.column, row: rest.row + rest.rows / 2, style: .label, width: rest.columns, alignment: .center)
            return
        }
        let gutter = y.ticks.map { y.label($0).displayColumns }.max() ?? 0
        let (above, axes) = rest.cutBottom(rest.rows >= 7 ? 2 : 1)
        let field = above.cutLeft(gutter + 1).rest
        guard !field.isEmpty else { return }
        drawAxes(x, y, field: field, gutter: gutter, below: axes, &canvas)
        if let guide, let column = x.cell(guide, count: field.columns) {
            for row in field.row..<field.endRow { canvas.set("┊", column: field.column + column, row: row, style: .track) }
        }
        var raster = PlotRaster(columns: field.columns, rows: field.rows, look: canvas.look)
        for (index, curve) in series.enumerated() { raster.add(curve.points, x: x, y: y, index: index) }
        raster.draw(in: field, styles: series.map(\.style), &canvas)
        for curve in series { drawMarkers(of: curve, x: x, y: y, in: field, &canvas) }
    }

    private func drawLegend(in line: Rect, _ canvas: inout Canvas) {
        var parts: [Span] = []
        for curve in series where !curve.name.isEmpty {
            let mark = curve.marker.glyph(canvas.look).map(String.init) ?? (canvas.look.glyphs == .ascii ? "." : "─")
            parts += [Span("\(mark) \(curve.name)  ", curve.style)]
        }
        // Whole entries only: a curve without its name still has its colour and marker in the pane's title.
        let room = line.columns - 2
        while parts.count > 1, parts.columns > room + 2 { parts.removeLast() }
        canvas.spans(parts.columns + note.columns <= room ? parts + note : parts, column: line.column + 2, row: line.row, width: room)
    }

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
        var free = field.column - gutter
        for tick in x.ticks {
            guard let cell = x.cell(tick, count: field.columns) else { continue }
            let label = x.label(tick)
            let width = label.displayColumns
            let column = min(field.endColumn - width, max(field.column, field.column + cell - (width - 1) / 2))
            guard column >= free else { continue }
            if hasLine { canvas.set("┬", column: field.column + cell, row: below.row, style: .border) }
            canvas.text(label, column: column, row: below.endRow - 1, style: .label)
            free = column + width + 2
        }
    }

    /// Marks the points, or where they stand too close only some of them, and always the last.
    private func drawMarkers(of curve: PlotSeries, x: PlotScale, y: PlotScale, in field: Rect, _ canvas: inout Canvas) {
        guard let glyph = curve.marker.glyph(canvas.look) else { return }
        var nextFree = Int.min
        for (index, point) in curve.points.enumerated() {
            guard let column = x.cell(point.x, count: field.columns), let row = y.cell(point.y, count: field.rows) else { continue }
            let isLast = index == curve.points.count - 1
            guard column >= nextFree || isLast else { continue }
            canvas.set(glyph, column: field.column + column, row: field.endRow - 1 - row, style: curve.style)
            nextFree = column + 3
        }
    }

    private var xScale: PlotScale? {
        let values = series.lazy.flatMap(\.points).map(\.x).filter(\.isFinite)
        guard let low = xRange?.lowerBound ?? values.min(), let high = xRange?.upperBound ?? values.max() else { return nil }
        return PlotScale(low: low, high: max(high, low + 1), isLogarithmic: false, isPercent: false, isWhole: true, atMost: 7)
    }

    private func yScale(rows: Int) -> PlotScale? {
        let values = series.lazy.flatMap(\.points).map(\.y).filter { $0.isFinite && (!isLogarithmic || $0 > 0) }
        guard var low = yRange?.lowerBound ?? values.min(), var high = yRange?.upperBound ?? values.max() else { return nil }
        if isLogarithmic {
            low = max(low, 1e-30)
            if high <= low * 1.05 { (low, high) = (low / 1.5, low * 1.5) }
        } else if high - low < 1e-12 * max(abs(high), abs(low), 1e-6) {
            let reach = max(abs(high) * 0.1, 1e-3)
            (low, high) = (low - reach, high + reach)
        }
        if yRange == nil, !isLogarithmic {
            let room = (high - low) * 0.04
            // The room never takes a loss below zero, or a share out of 0 to 1.
            low = low >= 0 ? max(0, low - room) : low - room
            high = isPercent && high <= 1 ? min(1, high + room) : high + room
        }
        return PlotScale(low: low, high: high, isLogarithmic: isLogarithmic, isPercent: isPercent, isWhole: false, atMost: max(3, rows / 3))
    }
}
