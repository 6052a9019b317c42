/// Values of a window that stay in registers while a list of positions is followed: some rows of 8, 16 or 32 neighbours.
///
/// A protocol instead of a loop over an array of vectors: each shape is compiled separately, and its vectors never leave the registers.
protocol Patch {
    static var vectors: Int { get }
    init()
    init(_ packed: UnsafePointer<Float>)
    func store(to packed: UnsafeMutablePointer<Float>)
    static func + (a: Self, b: Self) -> Self
    /// self += factor · image, whose rows are `row` values apart.
    mutating func addProduct(_ factor: Vector, _ image: UnsafePointer<Float>, _ row: Int)
    /// image += factor · self
    func addProduct(_ factor: Vector, to image: UnsafeMutablePointer<Float>, _ row: Int)
}

/// Eight neighbours: one vector.
struct Lanes8: Patch {
    var a: Vector

    @_transparent static var vectors: Int { 1 }
    @_transparent init() { a = Vector() }
    @_transparent init(_ packed: UnsafePointer<Float>) { a = load(packed, 0) }
    @_transparent init(a: Vector) { self.a = a }
    @_transparent func store(to packed: UnsafeMutablePointer<Float>) { Kernels.store(a, packed, 0) }
    @_transparent static func + (x: Self, y: Self) -> Self { Self(a: x.a + y.a) }
    @_transparent mutating func addProduct(_ factor: Vector, _ image: UnsafePointer<Float>, _ row: Int) { a.addProduct(factor, load(image, 0)) }
    @_transparent func addProduct(_ factor: Vector, to image: UnsafeMutablePointer<Float>, _ row: Int) {
        Kernels.store(load(image, 0).addingProduct(factor, a), image, 0)
    }
}

/// Two patches side by side: 16 or 32 neighbours.
struct Wide<Half: Patch>: Patch {
    var a: Half, b: Half

    @_transparent static var vectors: Int { 2 * Half.vectors }
    @_transparent init() { a = Half(); b = Half() }
    @_transparent init(a: Half, b: Half) { self.a = a; self.b = b }
    @_transparent init(_ packed: UnsafePointer<Float>) { a = Half(packed); b = Half(packed + 8 * Half.vectors) }
    @_transparent func store(to packed: UnsafeMutablePointer<Float>) { a.store(to: packed); b.store(to: packed + 8 * Half.vectors) }
    @_transparent static func + (x: Self, y: Self) -> Self { Self(a: x.a + y.a, b: x.b + y.b) }
    @_transparent mutating func addProduct(_ factor: Vector, _ image: UnsafePointer<Float>, _ row: Int) {
        a.addProduct(factor, image, row); b.addProduct(factor, image + 8 * Half.vectors, row)
    }
    @_transparent func addProduct(_ factor: Vector, to image: UnsafeMutablePointer<Float>, _ row: Int) {
        a.addProduct(factor, to: image, row); b.addProduct(factor, to: image + 8 * Half.vectors, row)
    }
}

/// Two rows.
struct Two<Row: Patch>: Patch {
    var a: Row, b: Row

    @_transparent static var vectors: Int { 2 * Row.vectors }
    @_transparent init() { a = Row(); b = Row() }
    @_transparent init(a: Row, b: Row) { self.a = a; self.b = b }
    @_transparent init(_ packed: UnsafePointer<Float>) { a = Row(packed); b = Row(packed + 8 * Row.vectors) }
    @_transparent func store(to packed: UnsafeMutablePointer<Float>) { a.store(to: packed); b.store(to: packed + 8 * Row.vectors) }
    @_transparent static func + (x: Self, y: Self) -> Self { Self(a: x.a + y.a, b: x.b + y.b) }
    @_transparent mutating func addProduct(_ factor: Vector, _ image: UnsafePointer<Float>, _ row: Int) {
        a.addProduct(factor, image, row); b.addProduct(factor, image + row, row)
    }
    @_transparent func addProduct(_ factor: Vector, to image: UnsafeMutablePointer<Float>, _ row: Int) {
        a.addProduct(factor, to: image, row); b.addProduct(factor, to: image + row, row)
    }
}

/// Three rows.
struct Three<Row: Patch>: Patch {
    var a: Row, b: Row, c: Row

    @_transparent static var vectors: Int { 3 * Row.vectors }
    @_transparent init() { a = Row(); b = Row(); c = Row() }
    @_transparent init(a: Row, b: Row, c: Row) { self.a = a; self.b = b; self.c = c }
    @_transparent init(_ packed: UnsafePointer<Float>) { a = Row(packed); b = Row(packed + 8 * Row.vectors); c = Row(packed + 16 * Row.vectors) }
    @_transparent func store(to packed: UnsafeMutablePointer<Float>) {
        a.store(to: packed); b.store(to: packed + 8 * Row.vectors); c.store(to: packed + 16 * Row.vectors)
    }
    @_transparent static func + (x: Self, y: Self) -> Self { Self(a: x.a + y.a, b: x.b + y.b, c: x.c + y.c) }
    @_transparent mutating func addProduct(_ factor: Vector, _ image: UnsafePointer<Float>, _ row: Int) {
        a.addProduct(factor, image, row); b.addProduct(factor, image + row, row); c.addProduct(factor, image + 2 * row, row)
    }
    @_transparent func addProduct(_ factor: Vector, to image: UnsafeMutablePointer<Float>, _ row: Int) {
        a.addProduct(factor, to: image, row); b.addProduct(factor, to: image + row, row); c.addProduct(factor, to: image + 2 * row, row)
    }
}

/// The part of a window that a patch holds.
struct PatchPlan: Sendable {
    let rows: Int, lanes: Int
    /// The offset of the patch from the window's first value in the padded image, and the distance between its rows.
    let imageOffset: Int, rowStep: Int
    /// The offset of the patch in a filter's values.
    let packedOffset: Int

    /// Cuts a window into patches of up to 3 × 32 values: twelve registers.
    static func cut(_ g: WindowGeometry) -> (patches: [PatchPlan], order: [Int32]) {
        // The contiguous runs of a window's row: the whole row, or with a dilation the channels of each column.
        let runs = g.dilationColumns == 1 ? 1 : g.windowColumns, length = g.windowColumns * g.channels / runs
        let rowStep = g.dilationRows * g.paddedColumns * g.channels
        var patches: [PatchPlan] = [], order: [Int32] = []
        for run in 0..<runs {
            var row = 0
            while row < g.windowRows {
                let rows = min(3, g.windowRows - row)
                var start = 0
                while start < length {
                    let left = length - start, lanes = left > 24 ? 32 : left > 8 ? 16 : 8
                    patches.append(
                        PatchPlan(
                            rows: rows, lanes: lanes, imageOffset: row * rowStep + run * g.dilationColumns * g.channels + start, rowStep: rowStep,
                            packedOffset: order.count))
                    for patchRow in row..<row + rows {
                        for place in start..<start + lanes {
                            order.append(place < length ? Int32((patchRow * runs + run) * length + place) : -1)
                        }
                    }
                    start += lanes
                }
                row += rows
            }
        }
        return (patches, order)
    }
}
