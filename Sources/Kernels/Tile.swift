/// The micro-kernels of all products: a tile of up to 6 × 16 sums that stays in registers.
///
/// c[i, j] = (or +=) Σ over k of a[i · aRow + k · aStep] · b[k · bRow + j]
///
/// a is read in place, by rows (`aStep` 1) or by columns (`aRow` 1), so that neither a transposed factor nor a plain matrix needs a copy.
/// 6 × 2 vectors of sums, 2 of b and 1 of a take 15 of the 16 registers.
enum Tile {
    static let rows = 6
    static let columns = 16

    /// A full tile of six rows. `accumulates`: adds to c.
    @inline(never)
    static func six(
        _ depth: Int, _ a: UnsafePointer<Float>, _ aRow: Int, _ aStep: Int, _ b: UnsafePointer<Float>, _ bRow: Int, _ c: UnsafeMutablePointer<Float>,
        _ cRow: Int, _ accumulates: Bool
    ) {
        var s00 = Vector(), s01 = Vector(), s10 = Vector(), s11 = Vector(), s20 = Vector(), s21 = Vector()
        var s30 = Vector(), s31 = Vector(), s40 = Vector(), s41 = Vector(), s50 = Vector(), s51 = Vector()
        if accumulates {
            s00 = load(c, 0); s01 = load(c, 8); s10 = load(c, cRow); s11 = load(c, cRow + 8)
            s20 = load(c, 2 * cRow); s21 = load(c, 2 * cRow + 8); s30 = load(c, 3 * cRow); s31 = load(c, 3 * cRow + 8)
            s40 = load(c, 4 * cRow); s41 = load(c, 4 * cRow + 8); s50 = load(c, 5 * cRow); s51 = load(c, 5 * cRow + 8)
        }
        var a0 = a, a3 = a + 3 * aRow, b = b
        for _ in 0..<depth {
            let b0 = load(b, 0), b1 = load(b, 8)
            var x = Vector(repeating: a0[0]); s00.addProduct(x, b0); s01.addProduct(x, b1)
            x = Vector(repeating: a0[aRow]); s10.addProduct(x, b0); s11.addProduct(x, b1)
            x = Vector(repeating: a0[2 * aRow]); s20.addProduct(x, b0); s21.addProduct(x, b1)
            x = Vector(repeating: a3[0]); s30.addProduct(x, b0); s31.addProduct(x, b1)
            x = Vector(repeating: a3[aRow]); s40.addProduct(x, b0); s41.addProduct(x, b1)
            x = Vector(repeating: a3[2 * aRow]); s50.addProduct(x, b0); s51.addProduct(x, b1)
            a0 += aStep; a3 += aStep; b += bRow
        }
        store(s00, c, 0); store(s01, c, 8); store(s10, c, cRow); store(s11, c, cRow + 8)
        store(s20, c, 2 * cRow); store(s21, c, 2 * cRow + 8); store(s30, c, 3 * cRow); store(s31, c, 3 * cRow + 8)
        store(s40, c, 4 * cRow); store(s41, c, 4 * cRow + 8); store(s50, c, 5 * cRow); store(s51, c, 5 * cRow + 8)
    }

    @inline(never)
    static func four(
        _ depth: Int, _ a: UnsafePointer<Float>, _ aRow: Int, _ aStep: Int, _ b: UnsafePointer<Float>, _ bRow: Int, _ c: UnsafeMutablePointer<Float>,
        _ cRow: Int, _ accumulates: Bool
    ) {
        var s00 = Vector(), s01 = Vector(), s10 = Vector(), s11 = Vector(), s20 = Vector(), s21 = Vector(), s30 = Vector(), s31 = Vector()
        if accumulates {
            s00 = load(c, 0); s01 = load(c, 8); s10 = load(c, cRow); s11 = load(c, cRow + 8)
            s20 = load(c, 2 * cRow); s21 = load(c, 2 * cRow + 8); s30 = load(c, 3 * cRow); s31 = load(c, 3 * cRow + 8)
        }
        var a = a, b = b
        for _ in 0..<depth {
            let b0 = load(b, 0), b1 = load(b, 8)
            var x = Vector(repeating: a[0]); s00.addProduct(x, b0); s01.addProduct(x, b1)
            x = Vector(repeating: a[aRow]); s10.addProduct(x, b0); s11.addProduct(x, b1)
            x = Vector(repeating: a[2 * aRow]); s20.addProduct(x, b0); s21.addProduct(x, b1)
            x = Vector(repeating: a[3 * aRow]); s30.addProduct(x, b0); s31.addProduct(x, b1)
            a += aStep; b += bRow
        }
        store(s00, c, 0); store(s01, c, 8); store(s10, c, cRow); store(s11, c, cRow + 8)
        store(s20, c, 2 * cRow); store(s21, c, 2 * cRow + 8); store(s30, c, 3 * cRow); store(s31, c, 3 * cRow + 8)
    }

    @inline(never)
    static func three(
        _ depth: Int, _ a: UnsafePointer<Float>, _ aRow: Int, _ aStep: Int, _ b: UnsafePointer<Float>, _ bRow: Int, _ c: UnsafeMutablePointer<Float>,
        _ cRow: Int, _ accumulates: Bool
    ) {
        var s00 = Vector(), s01 = Vector(), s10 = Vector(), s11 = Vector(), s20 = Vector(), s21 = Vector()
        if accumulates {
            s00 = load(c, 0); s01 = load(c, 8); s10 = load(c, cRow); s11 = load(c, cRow + 8)
            s20 = load(c, 2 * cRow); s21 = load(c, 2 * cRow + 8)
        }
        var a = a, b = b
        for _ in 0..<depth {
            let b0 = load(b, 0), b1 = load(b, 8)
            var x = Vector(repeating: a[0]); s00.addProduct(x, b0); s01.addProduct(x, b1)
            x = Vector(repeating: a[aRow]); s10.addProduct(x, b0); s11.addProduct(x, b1)
            x = Vector(repeating: a[2 * aRow]); s20.addProduct(x, b0); s21.addProduct(x, b1)
            a += aStep; b += bRow
        }
        store(s00, c, 0); store(s01, c, 8); store(s10, c, cRow); store(s11, c, cRow + 8)
        store(s20, c, 2 * cRow); store(s21, c, 2 * cRow + 8)
    }

    @inline(never)
    static func one(
        _ depth: Int, _ a: UnsafePointer<Float>, _ aStep: Int, _ b: UnsafePointer<Float>, _ bRow: Int, _ c: UnsafeMutablePointer<Float>,
        _ accumulates: Bool
    ) {
        var s0 = Vector(), s1 = Vector()
        if accumulates { s0 = load(c, 0); s1 = load(c, 8) }
        var a = a, b = b
        for _ in 0..<depth {
            let x = Vector(repeating: a[0])
            s0.addProduct(x, load(b, 0)); s1.addProduct(x, load(b, 8))
            a += aStep; b += bRow
        }
        store(s0, c, 0); store(s1, c, 8)
    }

    /// A column of tiles: any number of rows, sixteen columns. Each sum is computed in order of k, whichever tile it belongs to.
    static func column(
        rows: Int, depth: Int, _ a: UnsafePointer<Float>, _ aRow: Int, _ aStep: Int, _ b: UnsafePointer<Float>, _ bRow: Int,
        _ c: UnsafeMutablePointer<Float>, _ cRow: Int, _ accumulates: Bool
    ) {
        var row = 0
        while rows - row >= 6, rows - row != 8 {
            six(depth, a + row * aRow, aRow, aStep, b, bRow, c + row * cRow, cRow, accumulates)
            row += 6
        }
        while rows - row >= 4 {
            four(depth, a + row * aRow, aRow, aStep, b, bRow, c + row * cRow, cRow, accumulates)
            row += 4
        }
        if rows - row == 3 {
            three(depth, a + row * aRow, aRow, aStep, b, bRow, c + row * cRow, cRow, accumulates)
            row += 3
        }
        while row < rows {
            one(depth, a + row * aRow, aStep, b, bRow, c + row * cRow, accumulates)
            row += 1
        }
    }
}
