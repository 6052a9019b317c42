/// An affine map from a pixel of the new image to a position in the old one: old = map · new + shift, both relative to the image's centre, in pixels.
public struct AffineMap: Sendable {
    let rowByRow, rowByColumn, columnByRow, columnByColumn: Float
    let rowShift, columnShift: Float

    /// old row = rowByRow · row + rowByColumn · column + rowShift, and the column likewise.
    public init(rowByRow: Float, rowByColumn: Float, columnByRow: Float, columnByColumn: Float, rowShift: Float, columnShift: Float) {
        (self.rowByRow, self.rowByColumn, self.columnByRow, self.columnByColumn) = (rowByRow, rowByColumn, columnByRow, columnByColumn)
        (self.rowShift, self.columnShift) = (rowShift, columnShift)
    }
}

/// The values outside of an image: `nearest` a a | a b c | c c, `constant` 0, `reflect` b a | a b c | c b.
public enum EdgeFill: String, CaseIterable, Hashable, Sendable { case nearest, constant, reflect }

/// Transforms an image by an affine map: each new pixel is interpolated bilinearly between the four old ones around its position.
public struct WarpKernel: Sendable {
    let rows: Int
    let columns: Int
    let channels: Int
    let fill: EdgeFill
    let map: AffineMap

    /// Images (rows, columns, channels); the new image has the same size.
    public init(rows: Int, columns: Int, channels: Int, fill: EdgeFill, map: AffineMap) {
        (self.rows, self.columns, self.channels, self.fill, self.map) = (rows, columns, channels, fill, map)
    }

    /// Transforms an image of bytes; each value is multiplied by `scale`.
    public func run(_ source: UnsafePointer<UInt8>, scale: Float, to target: UnsafeMutablePointer<Float>) {
        if channels == 3 {
            warp(source, target, scale, { Float($0) }, inside: colour)
        } else {
            warp(source, target, scale, { Float($0) }) { inside($0, $1, $2, $3) { Float($0) } }
        }
    }

    /// Transforms an image of floats.
    public func run(_ source: UnsafePointer<Float>, to target: UnsafeMutablePointer<Float>) {
        warp(source, target, 1, { $0 }) { inside($0, $1, $2, $3) { $0 } }
    }

    /// The weights of the four pixels around a position: north-west, north-east, south-west, south-east.
    private typealias Weights = (Float, Float, Float, Float)

    /// One new pixel from two neighbouring old ones at `first` and two at `second`.
    @inline(__always)
    private func inside<Number>(
        _ first: UnsafePointer<Number>, _ second: UnsafePointer<Number>, _ weights: Weights, _ output: UnsafeMutablePointer<Float>, _ value: (Number) -> Float
    ) {
        for channel in 0..<channels {
            output[channel] =
                value(first[channel]) * weights.0 + value(first[channel + channels]) * weights.1
                + value(second[channel]) * weights.2 + value(second[channel + channels]) * weights.3
        }
    }

    /// The same for pixels of three bytes, all three at once.
    @inline(__always)
    private func colour(_ first: UnsafePointer<UInt8>, _ second: UnsafePointer<UInt8>, _ weights: Weights, _ output: UnsafeMutablePointer<Float>) {
        var sum = pixel(first, skipping: 0) * SIMD4(repeating: weights.0)
        sum = sum.addingProduct(pixel(first + 2, skipping: 8), SIMD4(repeating: weights.1))
        sum = sum.addingProduct(pixel(second, skipping: 0), SIMD4(repeating: weights.2))
        sum = sum.addingProduct(pixel(second + 2, skipping: 8), SIMD4(repeating: weights.3))
        (output[0], output[1], output[2]) = (sum[0], sum[1], sum[2])
    }

    /// The three bytes of a pixel that begins `bits` bits after `bytes`. Four bytes are read, all within the pair of pixels.
    @_transparent
    private func pixel(_ bytes: UnsafePointer<UInt8>, skipping bits: UInt32) -> SIMD4<Float> {
        let word = UnsafeRawPointer(bytes).loadUnaligned(as: UInt32.self)
        let parts = (SIMD4<UInt32>(repeating: word) &>> (SIMD4<UInt32>(0, 8, 16, 24) &+ SIMD4(repeating: bits))) & SIMD4(repeating: 0xFF)
        return SIMD4<Float>(unsafeBitCast(parts, to: SIMD4<Int32>.self))
    }

    @inline(__always)
    private func warp<Number>(
        _ source: UnsafePointer<Number>, _ target: UnsafeMutablePointer<Float>, _ scale: Float, _ value: (Number) -> Float,
        inside: (UnsafePointer<Number>, UnsafePointer<Number>, Weights, UnsafeMutablePointer<Float>) -> Void
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
                    let first = source + (above * columns + west) * channels
                    inside(first, first + columns * channels, weights, output)
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

    /// The index to read for an index that may be outside of the image; −1 for 0.
    @inline(__always)
    private func place(_ index: Int, _ count: Int) -> Int {
        if index >= 0, index < count { return index }
        switch fill {
        case .nearest: return min(count - 1, max(0, index))
        case .constant: return -1
        case .reflect:
            // One pass is usually enough, and a division would be slower.
            var turned = index
            while turned < 0 || turned >= count { turned = turned < 0 ? -1 - turned : 2 * count - 1 - turned }
            return turned
        }
    }
}
