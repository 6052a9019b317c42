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
            let lanes = min(8, max(0, columns - 8 * half))
            for row in 0..<rows {
                for lane in 0..<8 { panel[row * 16 + half * 8 + lane] = lane < lanes ? m[(half * 8 + lane) * stride + row] : 0 }
            }
        }
    }
}
