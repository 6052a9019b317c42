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

        /// What an ASCII line is drawn with, so that lines differ without colour.
        var line: Character {
            switch self {
            case .circle: "."
            case .diamond: "-"
            case .square: "="
            case .triangle: "~"
            case .none: ":"
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

/// Curves over a common axis, with ticks at round numbers and even distances.
public struct LinePlot: Sendable {
    /// Where lines share a cell and have as many dots there, the later one's colour is seen.
    public var series: [PlotSeries]
    /// Noisy figures whose spread lies behind the curves as a quiet ground: a loss by batch.
    public var noise: [PlotPoint] = []
    /// What the legend calls the noise.
    public var noiseName = "batches"
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
        let gutter = y.ticks.map { y.label($0).displayColumns }.max() ?? 0
        let field = above.cutLeft(gutter + 1).rest
        guard !field.isEmpty else { return }
        drawAxes(x, y, field: field, gutter: gutter, below: axes, &canvas)
        if let guide, let column = x.cell(guide, count: field.columns) {
            for row in field.row..<field.endRow { canvas.set("┊", column: field.column + column, row: row, style: .track) }
        }
        var raster = PlotRaster(columns: field.columns, rows: field.rows, series: series.count, look: canvas.look)
        raster.fill(noise, x: x, y: y)
        for (index, curve) in series.enumerated() { raster.add(curve.points, x: x, y: y, series: index) }
        raster.draw(in: field, series: series, &canvas)
        for curve in series {
            guard let glyph = curve.marker.glyph(canvas.look) else { continue }
            for point in marked(curve, room: field.columns) {
                guard curve.points.count <= 2 * field.columns, let cell = raster.cell(point, x: x, y: y) else { continue }
                canvas.set(glyph, column: field.column + cell.column, row: field.row + cell.row, style: curve.style)
            }
        }
    }

    /// The points that say something: the first, the last, the one at the guide, and as many between that a line is known without its colour.
    private func marked(_ curve: PlotSeries, room: Int) -> [PlotPoint] {
        let points = curve.points
        guard let first = points.first, let last = points.last, points.count > 1 else { return points }
        let stride = max(1, Int((Double(points.count) / max(1, Double(room / Self.columnsBetweenMarkers))).rounded(.up)))
        let between = points.indices.filter { $0 % stride == 0 && $0 + stride / 2 < points.count - 1 }.map { points[$0] }
        return [first] + between + points.filter { $0.x == guide } + [last]
    }

    private static let columnsBetweenMarkers = 24

    private func drawLegend(in line: Rect, _ canvas: inout Canvas) {
        var parts: [Span] = []
        for curve in series where !curve.name.isEmpty {
            let mark = curve.marker.glyph(canvas.look).map(String.init) ?? (canvas.look.glyphs == .ascii ? "." : "─")
            parts += [Span("\(mark) \(curve.name)  ", curve.style)]
        }
        // Whole entries only: a curve without its name still has its colour and marker in the pane's title.
        if !noise.isEmpty { parts.append(Span("▒ \(noiseName)  ", .label)) }
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

    private func xScale(columns: Int) -> PlotScale? {
        let values = series.lazy.flatMap(\.points).map(\.x).filter(\.isFinite)
        guard let low = xRange?.lowerBound ?? values.min() ?? noise.first?.x, let high = xRange?.upperBound ?? values.max() ?? noise.last?.x else { return nil }
        return .whole(low: low, high: max(high, low + 1), atMost: min(12, max(3, columns / 12)))
    }

    private func yScale(rows: Int) -> PlotScale? {
        guard var low = yRange?.lowerBound ?? extent?.lowerBound, var high = yRange?.upperBound ?? extent?.upperBound else { return nil }
        if isLogarithmic {
            low = max(low, 1e-30)
            if high <= low * 1.05 { (low, high) = (low / 1.5, low * 1.5) }
            return .logarithmic(low: low, high: high, rows: rows)
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
        let spread = noise.map(\.y).filter(isShown).sorted()
        let edges = spread.isEmpty ? [] : [spread[(spread.count - 1) / 20], spread[(spread.count - 1) * 19 / 20]]
        let values = series.flatMap(\.points).map(\.y).filter(isShown) + edges
        guard let low = values.min(), let high = values.max() else { return nil }
        return low...high
    }
}
