import Lab

/// A map that fills its room without keeping an aspect: time steps and units, samples and units. A point is never split between cells when it grows.
struct StretchedMap {
    let values: [Float]
    let rows: Int
    let columns: Int
    let ramp: Ramp
    let range: ClosedRange<Float>
    /// Columns of the map, and a row where one is lit, that a cursor is on.
    var litColumn: Int?
    var litRow: Int?

    init(values: [Float], rows: Int, columns: Int, ramp: Ramp, range: ClosedRange<Float>) {
        precondition(values.count == rows * columns, "\(values.count) values for a map of \(rows)×\(columns)")
        self.values = values
        self.rows = rows
        self.columns = columns
        self.ramp = ramp
        self.range = range
    }

    /// The cells that a map of so many columns takes of a room: all columns alike where that leaves little of it empty.
    static func width(of columns: Int, in room: Int) -> Int {
        guard columns > 0, columns <= room else { return room }
        let even = room / columns * columns
        return 20 * even >= 19 * room ? even : room
    }

    /// The first cell of a column of the map, in a room of so many.
    static func place(of column: Int, of columns: Int, in room: Int) -> Int {
        let width = width(of: columns, in: room)
        return columns > 0 ? (column * width + columns - 1) / columns : 0
    }

    /// Draws it from the top left of `rect`.
    func draw(in rect: Rect, _ canvas: inout Canvas) {
        guard rows > 0, columns > 0, !rect.isEmpty else { return }
        let hasHalfBlocks = canvas.look.hasHalfBlocks, look = canvas.look
        let width = Self.width(of: columns, in: rect.columns), room = hasHalfBlocks ? 2 * rect.rows : rect.rows
        let height = Self.width(of: rows, in: room)
        let drawn = Resampling(fromRows: rows, columns: columns, toRows: height, columns: width)
        let shares = drawn.means(values, channels: 1).map(share)
        let lit = (column: litColumn.map { drawn.columns(of: $0) }, row: litRow.map { drawn.rows(of: $0) })
        func isLit(_ row: Int, _ column: Int) -> Bool {
            guard let columns = lit.column, columns.contains(column) else { return false }
            return lit.row.map { $0.contains(row) } ?? false
        }
        for row in 0..<(hasHalfBlocks ? (height + 1) / 2 : height) {
            for column in 0..<width {
                let place = (column: rect.column + column, row: rect.row + row)
                if hasHalfBlocks {
                    let upper = 2 * row * width + column, hasLower = 2 * row + 1 < height
                    let top: Ink = isLit(2 * row, column) ? .role(.attention) : ramp.colour(shares[upper], look: look)
                    let bottom: Ink? = hasLower ? isLit(2 * row + 1, column) ? .role(.attention) : ramp.colour(shares[upper + width], look: look) : nil
                    canvas.set("▀", column: place.column, row: place.row, style: Style(ink: top, ground: bottom))
                } else {
                    let share = shares[row * width + column], isCursor = isLit(row, column)
                    let style: Style = isCursor ? Style(.attention, isBold: true) : look.hasColour ? Style(ink: ramp.colour(share, look: look)) : .plain
                    canvas.set(isCursor ? "X" : ramp.character(share), column: place.column, row: place.row, style: style)
                }
            }
        }
    }

    private func share(_ value: Float) -> Double {
        guard value.isFinite else { return .nan }
        var (low, high) = (Double(range.lowerBound), Double(range.upperBound))
        if ramp == .diverging {
            high = max(abs(low), abs(high))
            low = -high
        }
        guard high > low else { return ramp == .diverging ? 0.5 : 0 }
        return (Double(value) - low) / (high - low)
    }
}
