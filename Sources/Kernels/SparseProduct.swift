/// Products whose first factor contains many zeros, as after a ReLU: zeros are skipped.
///
/// c[i, j] = (or +=) Σ a[i, k] · b[k, j] over those k where a[i, k] ≠ 0
///
/// A row of sums stays in registers while the rows of b that it needs are read: a block of 64 rows stays in the level-1 cache, and a list says which rows are needed.
/// The order of summation is that of `Tile`, and skipped terms add nothing: for finite factors the bits are the same, except for the sign of a zero.
enum SparseProduct {
    /// How many rows of b form a block.
    static let depth = 64
    /// How many blocks `count` rows of b need.
    static func blocks(_ count: Int) -> Int { (count + depth - 1) / depth }
    /// How many columns of b form a strip: the sums take twelve registers, or eight.
    static let wide = 96, narrow = 64
    /// The share of zeros above which skipping them is faster: a tile uses each loaded value more often.
    private static let worthwhile: Float = 0.3

    /// Whether enough values are zero, in a sample of the matrix' rows.
    @inline(__always)
    static func isWorthwhile(rows: Int, columns: Int, _ numbers: (_ row: Int, _ column: Int) -> Vector) -> Bool {
        var zeros = Vector(), vectors = 0
        for row in stride(from: 0, to: rows, by: max(1, rows / 3)) {
            for column in stride(from: 0, through: columns - 8, by: 8) {
                zeros += Vector().replacing(with: Vector(repeating: 1), where: numbers(row, column) .== Vector())
                vectors += 1
            }
        }
        return zeros.sum() > Self.worthwhile * Float(8 * vectors)
    }

    /// For each row of a matrix and each block of its columns, the indices of the values that are not zero, one byte each, after a byte with their count.
    struct Lists {
        private let bytes: UnsafeMutablePointer<UInt8>
        private let blocks: Int
        private static let length = depth + 1

        static func workspace(rows: Int, columns: Int) -> Int { (rows * SparseProduct.blocks(columns) * length + 3) / 4 }

        init(_ workspace: UnsafeMutablePointer<Float>, columns: Int) {
            bytes = UnsafeMutableRawPointer(workspace).assumingMemoryBound(to: UInt8.self)
            blocks = SparseProduct.blocks(columns)
        }

        @_transparent func list(_ row: Int, _ block: Int) -> UnsafeMutablePointer<UInt8> { bytes + (row * blocks + block) * Self.length }

        /// Lists a block of `count` values of a row, which are `step` apart.
        @inline(__always)
        func gather(_ row: Int, _ block: Int, _ numbers: UnsafePointer<Float>, step: Int, count: Int) {
            let list = list(row, block)
            var found = 0
            for place in 0..<count {
                list[1 + found] = UInt8(truncatingIfNeeded: place)
                found &+= numbers[place * step].bitPattern &<< 1 == 0 ? 0 : 1  // shifts out the sign, so that one comparison of integers is enough
            }
            list[0] = UInt8(truncatingIfNeeded: found)
        }
    }

    /// Columns cut into wide strips, preceded by one or two narrow ones where needed: few strips, with fewer than 32 unused columns after the last.
    struct Strips {
        let count: Int
        private let narrowCount: Int, columns: Int

        init(columns: Int) {
            self.columns = columns
            let unit = wide - narrow, units = max(2, (columns + unit - 1) / unit)  // a narrow strip has two units, a wide one three
            narrowCount = (3 - units % 3) % 3
            count = narrowCount + (units - 2 * narrowCount) / 3
        }

        func isWide(_ strip: Int) -> Bool { strip >= narrowCount }
        func width(_ strip: Int) -> Int { isWide(strip) ? wide : narrow }
        func range(_ strip: Int) -> Range<Int> {
            let first = strip * width(strip) - (isWide(strip) ? narrowCount * (wide - narrow) : 0)
            return first..<min(columns, first + width(strip))
        }
    }

    /// Packs a strip of b row after row, with zeros after the last column.
    @inline(__always)
    static func pack(
        _ m: UnsafePointer<Float>, _ stride: Int, rows: Int, columns: Int, into packed: UnsafeMutablePointer<Float>, _ width: Int
    ) {
        for row in 0..<rows {
            for vector in 0..<columns / 8 { store(load(m, row * stride + vector * 8), packed, row * width + vector * 8) }
            for place in columns / 8 * 8..<width { packed[row * width + place] = place < columns ? m[row * stride + place] : 0 }
        }
    }

    /// A row of sums for a packed strip of b.
    @_transparent
    static func row(
        _ list: UnsafePointer<UInt8>, _ a: UnsafePointer<Float>, _ aStep: Int, _ b: UnsafePointer<Float>, _ c: UnsafeMutablePointer<Float>, isWide: Bool,
        _ accumulates: Bool
    ) {
        if isWide { wideRow(list, a, aStep, b, c, accumulates) } else { narrowRow(list, a, aStep, b, c, accumulates) }
    }

    @inline(never)
    private static func wideRow(
        _ list: UnsafePointer<UInt8>, _ a: UnsafePointer<Float>, _ aStep: Int, _ b: UnsafePointer<Float>, _ c: UnsafeMutablePointer<Float>,
        _ accumulates: Bool
    ) {
        var s0 = Vector(), s1 = Vector(), s2 = Vector(), s3 = Vector(), s4 = Vector(), s5 = Vector()
        var s6 = Vector(), s7 = Vector(), s8 = Vector(), s9 = Vector(), s10 = Vector(), s11 = Vector()
        if accumulates {
            s0 = load(c, 0); s1 = load(c, 8); s2 = load(c, 16); s3 = load(c, 24); s4 = load(c, 32); s5 = load(c, 40)
            s6 = load(c, 48); s7 = load(c, 56); s8 = load(c, 64); s9 = load(c, 72); s10 = load(c, 80); s11 = load(c, 88)
        }
        var place = list + 1
        let end = place + Int(list[0])
        while place < end {
            let x = Vector(repeating: a[Int(place.pointee) * aStep]), b = b + Int(place.pointee) * wide
            s0.addProduct(x, load(b, 0)); s1.addProduct(x, load(b, 8)); s2.addProduct(x, load(b, 16)); s3.addProduct(x, load(b, 24))
            s4.addProduct(x, load(b, 32)); s5.addProduct(x, load(b, 40)); s6.addProduct(x, load(b, 48)); s7.addProduct(x, load(b, 56))
            s8.addProduct(x, load(b, 64)); s9.addProduct(x, load(b, 72)); s10.addProduct(x, load(b, 80)); s11.addProduct(x, load(b, 88))
            place += 1
        }
        store(s0, c, 0); store(s1, c, 8); store(s2, c, 16); store(s3, c, 24); store(s4, c, 32); store(s5, c, 40)
        store(s6, c, 48); store(s7, c, 56); store(s8, c, 64); store(s9, c, 72); store(s10, c, 80); store(s11, c, 88)
    }

    @inline(never)
    private static func narrowRow(
        _ list: UnsafePointer<UInt8>, _ a: UnsafePointer<Float>, _ aStep: Int, _ b: UnsafePointer<Float>, _ c: UnsafeMutablePointer<Float>,
        _ accumulates: Bool
    ) {
        var s0 = Vector(), s1 = Vector(), s2 = Vector(), s3 = Vector(), s4 = Vector(), s5 = Vector(), s6 = Vector(), s7 = Vector()
        if accumulates {
            s0 = load(c, 0); s1 = load(c, 8); s2 = load(c, 16); s3 = load(c, 24); s4 = load(c, 32); s5 = load(c, 40); s6 = load(c, 48); s7 = load(c, 56)
        }
        var place = list + 1
        let end = place + Int(list[0])
        while place < end {
            let x = Vector(repeating: a[Int(place.pointee) * aStep]), b = b + Int(place.pointee) * narrow
            s0.addProduct(x, load(b, 0)); s1.addProduct(x, load(b, 8)); s2.addProduct(x, load(b, 16)); s3.addProduct(x, load(b, 24))
            s4.addProduct(x, load(b, 32)); s5.addProduct(x, load(b, 40)); s6.addProduct(x, load(b, 48)); s7.addProduct(x, load(b, 56))
            place += 1
        }
        store(s0, c, 0); store(s1, c, 8); store(s2, c, 16); store(s3, c, 24); store(s4, c, 32); store(s5, c, 40); store(s6, c, 48); store(s7, c, 56)
    }
}
