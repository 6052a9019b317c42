import Lab

/// Where text stands in the width that it is given.
public enum Alignment: Hashable, Sendable { case leading, trailing, center }

/// A piece of text in one style: lines are made of them.
public struct Span: Hashable, Sendable {
    public var text: String
    public var style: Style

    public init(_ text: String, _ style: Style = .plain) {
        self.text = text
        self.style = style
    }

    public var columns: Int { text.displayColumns }
}

extension [Span] {
    /// The columns that the line takes.
    public var columns: Int { reduce(0) { $0 + $1.columns } }
}

extension Canvas {
    /// Writes a line of text from `column`, at most `width` columns of it (to the right edge where none is given), cut with `…`.
    public mutating func text(
        _ string: String, column: Int, row: Int, style: Style = .plain, width: Int? = nil, alignment: Alignment = .leading
    ) {
        spans([Span(string, style)], column: column, row: row, width: width, alignment: alignment)
    }

    /// Writes pieces of text one after the other; what doesn't fit is cut with `…`.
    public mutating func spans(_ parts: [(String, Style)], column: Int, row: Int, width: Int? = nil, alignment: Alignment = .leading) {
        spans(parts.map { Span($0.0, $0.1) }, column: column, row: row, width: width, alignment: alignment)
    }

    /// Writes pieces of text one after the other; what doesn't fit is cut with `…`.
    public mutating func spans(_ parts: [Span], column: Int, row: Int, width: Int? = nil, alignment: Alignment = .leading) {
        let available = max(0, width ?? columns - column)
        guard available > 0, row >= 0, row < rows else { return }
        let parts = look.glyphs == .ascii ? parts.map { Span($0.text.spelledInASCII, $0.style) } : parts
        let needed = parts.columns
        var place = column
        if needed < available {
            switch alignment {
            case .leading: break
            case .trailing: place += available - needed
            case .center: place += (available - needed) / 2
            }
        }
        let end = column + available
        // The column from which nothing is written but the mark of the cut.
        let limit = needed > available ? end - 1 : end
        for part in parts {
            place = write(part, column: place, row: row, limit: limit)
            if needed > available, place >= limit {
                set(.ellipsis, column: limit, row: row, style: part.style)
                return
            }
        }
        if needed > available { set(.ellipsis, column: place, row: row, style: parts.last?.style ?? .plain) }
    }

    /// Writes what fits before `limit` and says where it ended; `limit` when it had to stop.
    private mutating func write(_ part: Span, column: Int, row: Int, limit: Int) -> Int {
        var place = column
        var pending: Glyph?
        var pendingColumn = column
        for scalar in part.text.unicodeScalars {
            if scalar.displayColumns == 0, !scalar.isUnsafeOnScreen {
                pending?.combine(with: scalar)
                continue
            }
            if let glyph = pending { set(glyph, column: pendingColumn, row: row, style: part.style) }
            pending = nil
            let glyph = Glyph(scalar: scalar)
            guard place + glyph.columns <= limit else {
                // A wide character that would cross the limit leaves a blank, so that the cut is marked where it is looked for.
                if place < limit { set(.blank, column: place, row: row, style: part.style) }
                return limit
            }
            pending = glyph
            pendingColumn = place
            place += glyph.columns
        }
        if let glyph = pending { set(glyph, column: pendingColumn, row: row, style: part.style) }
        return place
    }

    /// Writes text over several lines, broken between words, and says how many it took.
    @discardableResult
    public mutating func paragraph(_ string: String, in rect: Rect, style: Style = .plain) -> Int {
        let lines = string.wrapped(columns: rect.columns)
        for (index, line) in lines.prefix(max(0, rect.rows)).enumerated() {
            text(line, column: rect.column, row: rect.row + index, style: style, width: rect.columns)
        }
        return min(lines.count, max(0, rect.rows))
    }
}
