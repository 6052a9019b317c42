/// Brings a grid of points to another size: the mean of what a new point covers when it shrinks, copies when it grows.
struct Resampling {
    private let rows: Int
    private let columns: Int
    private let newRows: Int
    private let newColumns: Int

    /// - Precondition: no size is zero.
    init(fromRows rows: Int, columns: Int, toRows newRows: Int, columns newColumns: Int) {
        precondition(rows > 0 && columns > 0 && newRows > 0 && newColumns > 0, "nothing to resample")
        (self.rows, self.columns, self.newRows, self.newColumns) = (rows, columns, newRows, newColumns)
    }

    /// Where a point of the old grid lies in the new one.
    func place(row: Int, column: Int) -> (row: Int, column: Int) { (row * newRows / rows, column * newColumns / columns) }

    /// The new columns that show an old one, and the new rows.
    func columns(of column: Int) -> Range<Int> { Self.places(of: column, columns, newColumns) }
    func rows(of row: Int) -> Range<Int> { Self.places(of: row, rows, newRows) }

    private static func places(of index: Int, _ count: Int, _ newCount: Int) -> Range<Int> {
        let first = (index * newCount + (newCount >= count ? count - 1 : 0)) / count
        return first..<max(first + 1, newCount >= count ? ((index + 1) * newCount + count - 1) / count : first + 1)
    }

    /// The values of the new grid, `channels` a point. A point that covers part of an old one takes that part of it.
    func means(_ values: [Float], channels: Int) -> [Float] {
        if rows == newRows, columns == newColumns { return values }
        let across = Self.spans(columns, newColumns)
        let down = Self.spans(rows, newRows)
        var result = [Float](repeating: 0, count: newRows * newColumns * channels)
        values.withUnsafeBufferPointer { values in
            for (row, rowSpan) in down.enumerated() {
                for (column, columnSpan) in across.enumerated() {
                    for channel in 0..<channels {
                        var sum: Float = 0
                        var weight: Float = 0
                        for y in rowSpan.first...rowSpan.last {
                            let rowWeight = rowSpan.weight(y)
                            for x in columnSpan.first...columnSpan.last {
                                let share = rowWeight * columnSpan.weight(x)
                                sum += share * values[(y * columns + x) * channels + channel]
                                weight += share
                            }
                        }
                        result[(row * newColumns + column) * channels + channel] = weight > 0 ? sum / weight : 0
                    }
                }
            }
        }
        return result
    }

    /// The old points that a new one covers.
    private struct Span {
        let start: Float
        let end: Float
        let first: Int
        let last: Int

        func weight(_ index: Int) -> Float { max(0, min(end, Float(index + 1)) - max(start, Float(index))) }
    }

    private static func spans(_ count: Int, _ newCount: Int) -> [Span] {
        (0..<newCount).map { index in
            if newCount >= count {
                let source = index * count / newCount
                return Span(start: Float(source), end: Float(source + 1), first: source, last: source)
            }
            let start = Float(index) * Float(count) / Float(newCount)
            let end = Float(index + 1) * Float(count) / Float(newCount)
            return Span(start: start, end: end, first: Int(start), last: min(count - 1, max(Int(start), Int(end.rounded(.up)) - 1)))
        }
    }
}
