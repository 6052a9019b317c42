/// A row of values as small bars in one line.
public struct Sparkline: Hashable, Sendable {
    public var values: [Double]
    public var style: Style

    public init(_ values: [Double], style: Style = .training) {
        self.values = values
        self.style = style
    }

    /// The newest values that fit, at the right, from their smallest to their largest.
    public func draw(in rect: Rect, _ canvas: inout Canvas) {
        let shown = values.suffix(max(0, rect.columns))
        let finite = shown.filter(\.isFinite)
        guard let low = finite.min(), let high = finite.max() else { return }
        let levels: [Unicode.Scalar] =
            switch canvas.look.glyphs {
            case .braille: ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
            case .blocks: ["▄", "█"]
            case .ascii: ["_", ".", "-", "=", "^"]
            }
        for (index, value) in shown.enumerated() {
            let column = rect.endColumn - shown.count + index
            guard value.isFinite else {
                canvas.set("!", column: column, row: rect.row, style: .wrong)
                continue
            }
            let share = high > low ? (value - low) / (high - low) : 0
            canvas.set(Glyph(scalar: levels[min(levels.count - 1, Int(share * Double(levels.count)))]), column: column, row: rect.row, style: style)
        }
    }
}
