/// How much is done: a heavy line on a thin one.
public struct ProgressBar: Hashable, Sendable {
    /// 0 to 1.
    public var share: Double
    public var style: Style

    public init(_ share: Double, style: Style = .accent) {
        self.share = share
        self.style = style
    }

    public func draw(in rect: Rect, _ canvas: inout Canvas) {
        guard !rect.isEmpty else { return }
        let filled = share.isFinite ? min(1, max(0, share)) : 0
        switch canvas.look.glyphs {
        case .braille:
            // A heavy line ends on half a cell, so that there are two steps a column. All is full only when it is.
            let halves = filled >= 1 ? rect.columns * 2 : min(rect.columns * 2 - 1, Int((filled * Double(rect.columns * 2)).rounded()))
            for column in 0..<rect.columns {
                let glyph: Character = halves >= 2 * column + 2 ? "━" : halves == 2 * column + 1 ? "╸" : "─"
                canvas.set(glyph, column: rect.column + column, row: rect.row, style: halves > 2 * column ? style : .track)
            }
        case .blocks, .ascii:
            let cells = filled >= 1 ? rect.columns : min(rect.columns - 1, Int((filled * Double(rect.columns)).rounded()))
            let (done, rest): (Character, Character) = canvas.look.glyphs == .blocks ? ("█", "░") : ("#", ".")
            for column in 0..<rect.columns {
                canvas.set(column < cells ? done : rest, column: rect.column + column, row: rect.row, style: column < cells ? style : .track)
            }
        }
    }
}
