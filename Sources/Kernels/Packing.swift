/// Factors laid out for the tiles: panels of sixteen columns, each row of a panel one cache line, so that a tile reads its second factor in one stream.
/// (Rows of 2 KB fall on two sets of the first cache, and push each other out.)
enum Packing {
    /// panel[k · 16 + j] = m[k · stride + j] for the first `columns` of sixteen; 0 in the others.
    static func panel(_ panel: UnsafeMutablePointer<Float>, rows: Int, columns: Int, of m: UnsafePointer<Float>, stride: Int) {
        if columns == Tile.columns {
            for row in 0..<rows {
                store(load(m, row * stride), panel, row * 16)
                store(load(m, row * stride + 8), panel, row * 16 + 8)
            }
        } else {
            for row in 0..<rows {
                for column in 0..<16 { panel[row * 16 + column] = column < columns ? m[row * stride + column] : 0 }
            }
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
