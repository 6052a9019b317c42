import Training

/// What a ramp's colours mean: the smallest value, the ramp, the largest; for the right end of a pane's title.
public enum RangeLegend {
    public static func spans(_ range: ClosedRange<Float>, ramp: Ramp, unit: String = "", look: Look, columns: Int = 8) -> [Span] {
        var (low, high) = (Double(range.lowerBound), Double(range.upperBound))
        if ramp == .diverging {
            high = max(abs(low), abs(high))
            low = -high
        }
        let end = unit.isEmpty ? "" : " " + unit
        let figures = ramp == .diverging ? (Figures.signed(low), Figures.signed(high)) : (Figures.number(low), Figures.number(high))
        guard columns > 0 else { return [Span("\(figures.0) to \(figures.1)\(end)", .label)] }
        return [Span(figures.0 + " ", .label)] + bar(ramp, look: look, columns: columns) + [Span(" " + figures.1 + end, .label)]
    }

    /// The same for the title line of a pane so wide: with a shorter ramp, at last with none, where the title would not keep its least columns.
    static func spans(_ range: ClosedRange<Float>, ramp: Ramp, look: Look, inPaneOf columns: Int) -> [Span] {
        let forms = [8, 4, 0].map { spans(range, ramp: ramp, look: look, columns: $0) }
        return forms.first { Canvas.fits(Canvas.leastTitle, beside: $0.columns, in: columns) } ?? forms[2]
    }

    /// Columns of a title such as "2 Conv2D: 32 filters 3×3".
    private static let roomyTitle = 32

    /// For pictures side by side of which each has its own range: shorter where the title would not keep its room.
    static func ownRanges(_ ramp: Ramp, look: Look, inPaneOf columns: Int) -> [Span] {
        let words = [Span("each its own range", .label)]
        let forms = [words + [Span("  − ", .label)] + bar(ramp, look: look, columns: 8) + [Span(" +", .label)], words, [Span("own ranges", .label)]]
        return forms.first { Canvas.fits(roomyTitle, beside: $0.columns, in: columns) } ?? forms[2]
    }

    /// The ramp itself, from its low to its high end.
    public static func bar(_ ramp: Ramp, look: Look, columns: Int) -> [Span] {
        guard look.hasColour else { return [Span(String(ramp.characters), .plain)] }
        return (0..<max(0, columns)).map { column in
            let share = (Double(column) + 0.5) / Double(columns)
            let glyph = look.hasHalfBlocks ? "▄" : String(ramp.character(share))
            return Span(glyph, Style(ink: ramp.colour(share, look: look)))
        }
    }
}
