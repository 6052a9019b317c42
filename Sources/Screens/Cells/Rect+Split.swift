/// How much of a row or column of panes one pane takes.
public enum Extent: Hashable, Sendable {
    /// So many cells.
    case fixed(Int)
    /// A share of what the fixed ones leave, by weight.
    case share(Double)
}

extension Rect {
    /// Side by side, from the left. The parts fill the rectangle; where it is too small, the last ones get what is left, or nothing.
    public func splitColumns(_ extents: [Extent], gap: Int = 0) -> [Rect] {
        var left = column
        return Self.lengths(extents, total: columns, gap: gap).map { width in
            defer { left += width + gap }
            return Rect(column: min(left, endColumn), row: row, columns: width, rows: rows)
        }
    }

    /// One below the other, from the top.
    public func splitRows(_ extents: [Extent], gap: Int = 0) -> [Rect] {
        var top = row
        return Self.lengths(extents, total: rows, gap: gap).map { height in
            defer { top += height + gap }
            return Rect(column: column, row: min(top, endRow), columns: columns, rows: height)
        }
    }

    /// Equal tiles of at least `minimumColumns` × exactly `tileRows`, as many as fit, row by row.
    public func tiles(minimumColumns: Int, tileRows: Int, columnGap: Int = 1, rowGap: Int = 0, atMost count: Int) -> [Rect] {
        guard !isEmpty, minimumColumns > 0, tileRows > 0, count > 0 else { return [] }
        let across = max(1, min(count, (columns + columnGap) / (minimumColumns + columnGap)))
        let width = (columns - (across - 1) * columnGap) / across
        let down = (rows + rowGap) / (tileRows + rowGap)
        return (0..<min(count, across * down)).map { index in
            Rect(
                column: column + index % across * (width + columnGap), row: row + index / across * (tileRows + rowGap),
                columns: width, rows: tileRows)
        }
    }

    /// The cells that each extent takes. Shares are cut at the rounded running sum, so that they fill the whole and none is off by
    /// more than one cell.
    private static func lengths(_ extents: [Extent], total: Int, gap: Int) -> [Int] {
        let available = max(0, total - gap * max(0, extents.count - 1))
        let fixed = extents.reduce(0) { if case .fixed(let cells) = $1 { $0 + max(0, cells) } else { $0 } }
        let weights = extents.reduce(0.0) { if case .share(let weight) = $1 { $0 + max(0, weight) } else { $0 } }
        let flexible = Double(max(0, available - fixed))
        var left = available
        var weightSoFar = 0.0
        var shared = 0
        return extents.map { extent in
            let wanted: Int
            switch extent {
            case .fixed(let cells): wanted = max(0, cells)
            case .share(let weight):
                weightSoFar += max(0, weight)
                let end = weights > 0 ? Int((flexible * weightSoFar / weights).rounded()) : 0
                wanted = end - shared
                shared = end
            }
            let length = min(wanted, left)
            left -= length
            return length
        }
    }
}
