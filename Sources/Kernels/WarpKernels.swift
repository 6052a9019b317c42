/// old = map · new, both counted from the image's centre.
public struct AffineMap: Sendable {
    public var rowByRow, rowByColumn, columnByRow, columnByColumn: Float
    public var rowShift, columnShift: Float

    public init(rowByRow: Float, rowByColumn: Float, columnByRow: Float, columnByColumn: Float, rowShift: Float, columnShift: Float) {
        (self.rowByRow, self.rowByColumn, self.columnByRow, self.columnByColumn) = (rowByRow, rowByColumn, columnByRow, columnByColumn)
        (self.rowShift, self.columnShift) = (rowShift, columnShift)
    }
}

/// What lies beyond an image's edge: `nearest` a a | a b c | c c, `constant` 0, `reflect` b a | a b c | c b.
public enum EdgeFill: String, CaseIterable, Hashable, Sendable { case nearest, constant, reflect }

/// An image moved by an affine map: each new pixel is the bilinear mean of the four old ones about its place.
public struct WarpKernel: Sendable {
    let rows: Int
    let columns: Int
    let channels: Int
    let fill: EdgeFill
    let map: AffineMap

    public init(rows: Int, columns: Int, channels: Int, fill: EdgeFill, map: AffineMap) {
        (self.rows, self.columns, self.channels, self.fill, self.map) = (rows, columns, channels, fill, map)
    }

    /// Of bytes, each times `scale`.
    public func run(_ source: UnsafePointer<UInt8>, scale: Float, to target: UnsafeMutablePointer<Float>) {
        switch channels {
        case 1: warp(source, target, scale, channels: 1) { Float($0) }
        case 3: warp(source, target, scale, channels: 3) { Float($0) }
        default: warp(source, target, scale, channels: channels) { Float($0) }
        }
    }

    public func run(_ source: UnsafePointer<Float>, to target: UnsafeMutablePointer<Float>) {
        switch channels {
        case 1: warp(source, target, 1, channels: 1) { $0 }
        case 3: warp(source, target, 1, channels: 3) { $0 }
        default: warp(source, target, 1, channels: channels) { $0 }
        }
    }

    /// `channels` as a constant lets the compiler unroll the loops over them.
    @inline(__always)
    private func warp<Number>(
        _ source: UnsafePointer<Number>, _ target: UnsafeMutablePointer<Float>, _ scale: Float, channels: Int, _ value: (Number) -> Float
    ) {
        let middleRow = Float(rows - 1) / 2, middleColumn = Float(columns - 1) / 2
        var output = target
        for row in 0..<rows {
            let y = Float(row) - middleRow
            let rowStart = map.rowByRow * y + map.rowShift + middleRow, columnStart = map.columnByRow * y + map.columnShift + middleColumn
            for column in 0..<columns {
                let x = Float(column) - middleColumn
                let oldRow = rowStart + map.rowByColumn * x, oldColumn = columnStart + map.columnByColumn * x
                let top = oldRow.rounded(.down), left = oldColumn.rounded(.down)
                let down = oldRow - top, across = oldColumn - left, above = Int(top), west = Int(left)
                let upper = (1 - down) * scale, lower = down * scale
                let weights = (upper * (1 - across), upper * across, lower * (1 - across), lower * across)
                if above >= 0, west >= 0, above + 1 < rows, west + 1 < columns {
                    let first = source + (above * columns + west) * channels, second = first + columns * channels
                    for channel in 0..<channels {
                        output[channel] = value(first[channel]) * weights.0 + value(first[channel + channels]) * weights.1
                            + value(second[channel]) * weights.2 + value(second[channel + channels]) * weights.3
                    }
                } else {
                    let a = place(above, rows), b = place(above + 1, rows), c = place(west, columns), d = place(west + 1, columns)
                    for channel in 0..<channels {
                        func pixel(_ row: Int, _ column: Int) -> Float { row < 0 || column < 0 ? 0 : value(source[(row * columns + column) * channels + channel]) }
                        output[channel] = pixel(a, c) * weights.0 + pixel(a, d) * weights.1 + pixel(b, c) * weights.2 + pixel(b, d) * weights.3
                    }
                }
                output += channels
            }
        }
    }

    /// The pixel that stands for one that may lie beyond the edge; -1 where nothing does.
    @inline(__always)
    private func place(_ index: Int, _ count: Int) -> Int {
        if index >= 0, index < count { return index }
        switch fill {
        case .nearest: return min(count - 1, max(0, index))
        case .constant: return -1
        case .reflect:
            // Once mostly: a division would cost more than all else.
            var turned = index
            while turned < 0 || turned >= count { turned = turned < 0 ? -1 - turned : 2 * count - 1 - turned }
            return turned
        }
    }
}
