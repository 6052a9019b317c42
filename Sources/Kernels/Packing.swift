/// Factors laid out for the tiles: panels of sixteen columns, each row of a panel one cache line, so that a tile reads its second factor in one stream.
/// (Rows of 2 KB fall on two sets of the first cache, and push each other out.)
enum Packing {
    /// panel[k · 16 + j] = m[k · stride + j] for the first `columns` of sixteen; 0 in the others. May read sixteen numbers of the last row too.
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
        for half in 0..<2 {   // eight streams at a time: more would share the ways of one set
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

    /// Eight rows of eight numbers, transposed. Each stage takes pairs of rows that differ in one bit of their number, and lets a bit of the column
    /// take its place.
    @inline(__always)
    static func transpose(_ from: UnsafePointer<Float>, _ fromRow: Int, to: UnsafeMutablePointer<Float>, _ toRow: Int) {
        let a0 = pair(from, 0, fromRow), a2 = pair(from, 2, fromRow), a4 = pair(from, 4, fromRow), a6 = pair(from, 6, fromRow)
        let b0 = SIMD16(lowHalf: a0.evenHalf, highHalf: a2.evenHalf), b1 = SIMD16(lowHalf: a0.oddHalf, highHalf: a2.oddHalf)
        let b4 = SIMD16(lowHalf: a4.evenHalf, highHalf: a6.evenHalf), b5 = SIMD16(lowHalf: a4.oddHalf, highHalf: a6.oddHalf)
        let c0 = SIMD16(lowHalf: b0.evenHalf, highHalf: b4.evenHalf), c2 = SIMD16(lowHalf: b0.oddHalf, highHalf: b4.oddHalf)
        let c1 = SIMD16(lowHalf: b1.evenHalf, highHalf: b5.evenHalf), c3 = SIMD16(lowHalf: b1.oddHalf, highHalf: b5.oddHalf)
        store(c0.evenHalf, to, 0); store(c1.evenHalf, to, toRow); store(c2.evenHalf, to, 2 * toRow); store(c3.evenHalf, to, 3 * toRow)
        store(c0.oddHalf, to, 4 * toRow); store(c1.oddHalf, to, 5 * toRow); store(c2.oddHalf, to, 6 * toRow); store(c3.oddHalf, to, 7 * toRow)
    }

    @inline(__always)
    private static func pair(_ from: UnsafePointer<Float>, _ row: Int, _ stride: Int) -> SIMD16<Float> {
        SIMD16(lowHalf: load(from, row * stride), highHalf: load(from, (row + 1) * stride))
    }
}
