import Foundation
import Training

/// Counts over equal bins as bars that stand close, with the range below.
public struct Histogram: Hashable, Sendable {
    public var bins: [Int]
    public var minimum: Double
    public var maximum: Double
    public var isLogarithmic: Bool
    public var style: Style

    public init(bins: [Int], minimum: Double, maximum: Double, isLogarithmic: Bool = true, style: Style = .training) {
        self.bins = bins
        self.minimum = minimum
        self.maximum = maximum
        self.isLogarithmic = isLogarithmic
        self.style = style
    }

    public func draw(in rect: Rect, _ canvas: inout Canvas) {
        guard rect.columns > 0, rect.rows > 1, !bins.isEmpty else { return }
        let bars = rect.cutBottom(1).rest
        let heights = heights(columns: bars.columns)
        let highest = heights.max() ?? 0
        if highest > 0 {
            for (column, height) in heights.enumerated() where height > 0 {
                draw(share: height / highest, in: Rect(column: bars.column + column, row: bars.row, columns: 1, rows: bars.rows), &canvas)
            }
        }
        drawRange(in: Rect(column: rect.column, row: bars.endRow, columns: rect.columns, rows: 1), &canvas)
    }

    /// The heights of so many bars, whatever the number of bins: each takes the counts of the bins that it covers, by the share that it
    /// covers of them.
    func heights(columns: Int) -> [Double] {
        let width = Double(bins.count) / Double(columns)
        return (0..<columns).map { column in
            let (start, end) = (Double(column) * width, Double(column + 1) * width)
            var count = 0.0
            for bin in Int(start)..<min(bins.count, Int(end.rounded(.up))) {
                count += Double(bins[bin]) * (min(end, Double(bin + 1)) - max(start, Double(bin)))
            }
            // The logarithm of a count per bin; one alone is still seen.
            let density = count / width
            return isLogarithmic ? log1p(density) : density
        }
    }

    private func draw(share: Double, in column: Rect, _ canvas: inout Canvas) {
        let parts = canvas.look.glyphs == .braille ? 8 : canvas.look.glyphs == .blocks ? 2 : 1
        var left = max(1, Int((share * Double(column.rows * parts)).rounded()))
        for row in stride(from: column.endRow - 1, through: column.row, by: -1) where left > 0 {
            let part = min(left, parts)
            left -= part
            let glyph: Unicode.Scalar
            switch canvas.look.glyphs {
            case .braille: glyph = Unicode.Scalar(0x2580 + UInt32(part)) ?? "█"
            case .blocks: glyph = part == 2 ? "█" : "▄"
            case .ascii: glyph = "#"
            }
            canvas.set(Glyph(scalar: glyph), column: column.column, row: row, style: style)
        }
    }

    /// Minimum at the left, maximum at the right, and zero where it lies between with room.
    private func drawRange(in line: Rect, _ canvas: inout Canvas) {
        let (low, high) = (Figures.number(minimum, digits: 2), Figures.number(maximum, digits: 2))
        canvas.text(low, column: line.column, row: line.row, style: .label, width: line.columns)
        canvas.text(high, column: line.column, row: line.row, style: .label, width: line.columns, alignment: .trailing)
        guard minimum < 0, maximum > 0 else { return }
        let zero = Int(-minimum / (maximum - minimum) * Double(line.columns - 1))
        if zero > low.displayColumns, zero < line.columns - high.displayColumns - 1 {
            canvas.text("0", column: line.column + zero, row: line.row, style: .label, width: 1)
        }
    }
}
