/// A picture made of numbers: a feature map, a filter, an image. Half-blocks show two points a cell, each in its colour; where there is no
/// colour or no half-block, a cell shows the mean of both as a character of the ramp.
public struct MapView: Sendable {
    /// What the numbers are, row by row.
    private enum Content: Sendable {
        case values([Float], ramp: Ramp, low: Float, high: Float)
        /// Three a point, 0 to 1.
        case colours([Float])
    }

    private let content: Content
    /// Of the map, in points.
    public let rows: Int
    public let columns: Int
    /// A point that is lit, so that a cursor can be followed.
    public var cursor: (row: Int, column: Int)?
    /// Where the map stands when the room is wider than it.
    public var alignment = Alignment.leading

    /// A map of values. The range is theirs when none is given; a diverging ramp has zero in its middle whatever the range.
    ///
    /// - Precondition: there are `rows` × `columns` values.
    public init(values: [Float], rows: Int, columns: Int, ramp: Ramp = .sequential, range: ClosedRange<Float>? = nil) {
        precondition(rows >= 0 && columns >= 0 && values.count == rows * columns, "\(values.count) values for a map of \(rows)×\(columns)")
        let range = range ?? Self.range(of: values)
        self.rows = rows
        self.columns = columns
        if ramp == .diverging {
            let reach = max(abs(range.lowerBound), abs(range.upperBound))
            content = .values(values, ramp: ramp, low: -reach, high: reach)
        } else {
            content = .values(values, ramp: ramp, low: range.lowerBound, high: range.upperBound)
        }
    }

    /// An image, channels last, its numbers from 0 to 1: one channel is grey, three are red, green and blue; of any other count the first
    /// is shown.
    public init(image values: [Float], rows: Int, columns: Int, channels: Int) {
        precondition(channels > 0 && values.count == rows * columns * channels, "\(values.count) values for an image of \(rows)×\(columns)×\(channels)")
        self.rows = rows
        self.columns = columns
        if channels == 3 {
            content = .colours(values)
        } else {
            let first = channels == 1 ? values : (0..<rows * columns).map { values[$0 * channels] }
            content = .values(first, ramp: .grey, low: 0, high: 1)
        }
    }

    /// The smallest and the largest finite value; 0...0 when there is none.
    public static func range(of values: [Float]) -> ClosedRange<Float> {
        var low = Float.infinity
        var high = -Float.infinity
        for value in values where value.isFinite {
            low = min(low, value)
            high = max(high, value)
        }
        return low <= high ? low...high : 0...0
    }

    /// The cells that the map takes in so much room, its aspect kept: whole multiples when it grows, any share when it shrinks.
    public func size(columns roomColumns: Int, rows roomRows: Int) -> (columns: Int, rows: Int) {
        let points = points(columns: roomColumns, rows: roomRows)
        return (points.columns, (points.rows + 1) / 2)
    }

    /// Draws it at the top of `rect` and says where it stands.
    @discardableResult
    public func draw(in rect: Rect, _ canvas: inout Canvas) -> Rect {
        let target = points(columns: rect.columns, rows: rect.rows)
        guard target.columns > 0, target.rows > 0 else { return Rect(column: rect.column, row: rect.row, columns: 0, rows: 0) }
        let shift: Int =
            switch alignment {
            case .leading: 0
            case .center: (rect.columns - target.columns) / 2
            case .trailing: rect.columns - target.columns
            }
        let place = Rect(column: rect.column + shift, row: rect.row, columns: target.columns, rows: (target.rows + 1) / 2)
        let look = canvas.look
        let drawn = Resampling(fromRows: rows, columns: columns, toRows: target.rows, columns: target.columns)
        let lit = cursor.map { drawn.place(row: $0.row, column: $0.column) }
        switch content {
        case .values(let values, let ramp, let low, let high):
            let means = drawn.means(values, channels: 1)
            let shares = means.map { mean -> Double in
                guard mean.isFinite else { return .nan }
                // A map of one value has no range: it is drawn as nothing.
                guard high > low else { return ramp == .diverging ? 0.5 : 0 }
                return (Double(mean) - Double(low)) / (Double(high) - Double(low))
            }
            paint(target, at: place, lit: lit, shares: shares, ramp: ramp, &canvas) { ramp.colour(shares[$0], look: look) }
        case .colours(let values):
            let means = drawn.means(values, channels: 3)
            let greys = (0..<means.count / 3).map { point in
                let grey: Float = 0.3 * means[3 * point] + 0.59 * means[3 * point + 1] + 0.11 * means[3 * point + 2]
                return Double(grey)
            }
            paint(target, at: place, lit: lit, shares: greys, ramp: .grey, &canvas) { point in
                func byte(_ channel: Int) -> UInt8 {
                    let value = means[3 * point + channel]
                    return value.isFinite ? UInt8(min(1, max(0, value)) * 255) : 0
                }
                return .rgb(byte(0), byte(1), byte(2))
            }
        }
        return place
    }

    private typealias Points = (columns: Int, rows: Int)

    /// How many points are drawn in so many cells: one across, two down.
    private func points(columns roomColumns: Int, rows roomRows: Int) -> Points {
        guard rows > 0, columns > 0, roomColumns > 0, roomRows > 0 else { return (0, 0) }
        let scale = min(Double(roomColumns) / Double(columns), Double(2 * roomRows) / Double(rows))
        let used = scale >= 1 ? scale.rounded(.down) : scale
        return (max(1, Int((Double(columns) * used).rounded(.down))), max(1, Int((Double(rows) * used).rounded(.down))))
    }

    private func paint(
        _ points: Points, at place: Rect, lit: (row: Int, column: Int)?, shares: [Double], ramp: Ramp, _ canvas: inout Canvas, colour: (Int) -> Ink
    ) {
        let hasHalfBlocks = canvas.look.hasHalfBlocks
        let plain: Style = .plain
        for row in 0..<place.rows {
            for column in 0..<place.columns {
                let upper = 2 * row * points.columns + column
                let lower = 2 * row + 1 < points.rows ? upper + points.columns : nil
                func isLit(_ pointRow: Int) -> Bool { lit.map { $0.row == pointRow && $0.column == column } ?? false }
                if hasHalfBlocks {
                    let top: Ink = isLit(2 * row) ? .role(.attention) : colour(upper)
                    let bottom: Ink? = lower.map { isLit(2 * row + 1) ? .role(.attention) : colour($0) }
                    canvas.set(Self.upperHalf, column: place.column + column, row: place.row + row, style: Style(ink: top, ground: bottom))
                } else {
                    let share = lower.map { (shares[upper] + shares[$0]) / 2 } ?? shares[upper]
                    let isCursor = isLit(2 * row) || isLit(2 * row + 1)
                    let style = canvas.look.hasColour ? Style(ink: colour(upper)) : plain
                    canvas.set(
                        isCursor ? "X" : ramp.character(share), column: place.column + column, row: place.row + row,
                        style: isCursor ? Style(.attention, isBold: true) : style)
                }
            }
        }
    }

    private static let upperHalf = Glyph(scalar: "▀")
}
