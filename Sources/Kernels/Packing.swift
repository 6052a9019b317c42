import CPlatform

/// Packs factors for the tiles: panels of sixteen columns, each row of a panel one cache line, so that a tile reads its second factor sequentially.
/// (Rows that are 2 KB apart would map to two sets of the level-1 cache and evict each other.)
enum Packing {
    /// panel[k · 16 + j] = m[k · stride + j] for the first `columns` of sixteen; 0 in the others. It may read sixteen values of the last row too.
    static func panel(_ panel: UnsafeMutablePointer<Float>, rows: Int, columns: Int, of m: UnsafePointer<Float>, stride: Int) {
        let lanes = SIMD8<Int32>(0, 1, 2, 3, 4, 5, 6, 7), end = SIMD8(repeating: Int32(truncatingIfNeeded: columns))
        let low = lanes .>= end, high = lanes &+ 8 .>= end
        for row in 0..<rows {
            store(load(m, row * stride).replacing(with: Vector(), where: low), panel, row * 16)
            store(load(m, row * stride + 8).replacing(with: Vector(), where: high), panel, row * 16 + 8)
        }
    }

    /// panel[k · 16 + j] = m[j · stride + k] for the first `columns` of sixteen; 0 in the others.
    static func transposedPanel(_ panel: UnsafeMutablePointer<Float>, rows: Int, columns: Int, of m: UnsafePointer<Float>, stride: Int) {
        for half in 0..<2 {  // eight streams at a time: more would compete for the ways of one cache set
            let lanes = min(8, max(0, columns - 8 * half)), source = m + half * 8 * stride, target = panel + half * 8
            var row = 0
            while lanes == 8, row + 8 <= rows {
                transpose(source + row, stride, to: target + row * 16, 16)
                row += 8
            }
            while row < rows {
                for lane in 0..<8 { target[row * 16 + lane] = lane < lanes ? source[lane * stride + row] : 0 }
                row += 1
            }
        }
    }

    /// Transposes eight rows of eight values.
    @_transparent
    static func transpose(_ from: UnsafePointer<Float>, _ fromRow: Int, to: UnsafeMutablePointer<Float>, _ toRow: Int) {
        platform_transpose(from, fromRow, to, toRow)
    }

    /// Transposes a row or a column of such blocks.
    @inline(__always)
    static func transpose(
        blocks: Int, _ from: UnsafePointer<Float>, _ fromRow: Int, step fromStep: Int, to: UnsafeMutablePointer<Float>, _ toRow: Int, step toStep: Int
    ) {
        for block in 0..<blocks { transpose(from + block * fromStep, fromRow, to: to + block * toStep, toRow) }
    }
}
