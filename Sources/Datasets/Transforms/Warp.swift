/// old = map · new, both counted from the image's centre.
struct AffineMap {
    let rowByRow, rowByColumn, columnByRow, columnByColumn: Float
    let rowShift, columnShift: Float
}

/// An image moved by an affine map: each new pixel is the bilinear mean of the four old ones about its place.
struct Warp {
    let rows: Int
    let columns: Int
    let channels: Int
    let fill: AugmentationSpec.Fill
    let map: AffineMap

    @inline(__always)
    func run<Number>(_ source: UnsafePointer<Number>, _ target: UnsafeMutablePointer<Float>, _ value: (Number) -> Float) {
        let middleRow = Float(rows - 1) / 2, middleColumn = Float(columns - 1) / 2
        for row in 0..<rows {
            let y = Float(row) - middleRow
            for column in 0..<columns {
                let x = Float(column) - middleColumn
                let oldRow = map.rowByRow * y + map.rowByColumn * x + map.rowShift + middleRow
                let oldColumn = map.columnByRow * y + map.columnByColumn * x + map.columnShift + middleColumn
                let top = oldRow.rounded(.down), left = oldColumn.rounded(.down)
                let down = oldRow - top, across = oldColumn - left
                let first = place(Int(top), rows), second = place(Int(top) + 1, rows), west = place(Int(left), columns), east = place(Int(left) + 1, columns)
                let output = target + (row * columns + column) * channels
                for channel in 0..<channels {
                    func pixel(_ row: Int, _ column: Int) -> Float { row < 0 || column < 0 ? 0 : value(source[(row * columns + column) * channels + channel]) }
                    let above = pixel(first, west) * (1 - across) + pixel(first, east) * across
                    let below = pixel(second, west) * (1 - across) + pixel(second, east) * across
                    output[channel] = above * (1 - down) + below * down
                }
            }
        }
    }

    /// The pixel that stands for one at `index`, which may lie beyond the edge; -1 where nothing does.
    @inline(__always)
    private func place(_ index: Int, _ count: Int) -> Int {
        if index >= 0, index < count { return index }
        switch fill {
        case .nearest: return min(count - 1, max(0, index))
        case .constant: return -1
        case .reflect:
            let turn = ((index % (2 * count)) + 2 * count) % (2 * count)
            return turn < count ? turn : 2 * count - 1 - turn
        }
    }
}
