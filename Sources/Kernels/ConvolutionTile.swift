import CPlatform

/// The forward micro-kernel: four windows of sixteen filters or eight windows of eight, eight vectors of sums from the bias to the activation.
///
/// 8 vectors of sums, 2 of the kernel and 1 of the image take 11 of the 16 registers, and eight independent sums hide the latency of a product.
/// The windows of a tile are those of a 2 × 2 pool, or neighbours in a row. Their values are read through `offsets`, so that windows may have any shape
/// and dilation.
struct ConvolutionTile {
    /// The kernel's panel, (depth, 16 or 8), followed by the bias; and the offsets of a window's values.
    let panel: UnsafePointer<Float>
    let offsets: UnsafePointer<Int32>
    let depth: Int
    /// The offsets of a tile's other three windows from its first in the image.
    let second: Int, third: Int, fourth: Int

    /// Sums of four windows (p, q, r, s) for eight filters, and a second set of sums: for eight more filters, or for four more windows.
    struct Sums {
        var p0: Vector, q0: Vector, r0: Vector, s0: Vector
        var p1: Vector, q1: Vector, r1: Vector, s1: Vector

        @_transparent init(_ first: Vector, _ second: Vector) {
            (p0, q0, r0, s0) = (first, first, first, first)
            (p1, q1, r1, s1) = (second, second, second, second)
        }
    }

    /// Four windows, sixteen filters.
    @inline(__always)
    func wide(_ a: UnsafePointer<Float>) -> Sums {
        let bias = panel + depth * 16
        var sums = Sums(load(bias, 0), load(bias, 8))
        let b = a + second, c = a + third, d = a + fourth
        var w = panel
        for k in 0..<depth {
            let w0 = load(w, 0), w1 = load(w, 8), o = Int(offsets[k])
            var x = Vector(repeating: a[o]); sums.p0.addProduct(x, w0); sums.p1.addProduct(x, w1)
            x = Vector(repeating: b[o]); sums.q0.addProduct(x, w0); sums.q1.addProduct(x, w1)
            x = Vector(repeating: c[o]); sums.r0.addProduct(x, w0); sums.r1.addProduct(x, w1)
            x = Vector(repeating: d[o]); sums.s0.addProduct(x, w0); sums.s1.addProduct(x, w1)
            w += 16
        }
        return sums
    }

    /// Four windows at `a` and four at `e`, eight filters.
    @inline(__always)
    func narrow(_ a: UnsafePointer<Float>, _ e: UnsafePointer<Float>) -> Sums {
        let bias = load(panel, depth * 8)
        var sums = Sums(bias, bias)
        let b = a + second, c = a + third, d = a + fourth, f = e + second, g = e + third, h = e + fourth
        var w = panel
        for k in 0..<depth {
            let w0 = load(w, 0), o = Int(offsets[k])
            sums.p0.addProduct(Vector(repeating: a[o]), w0); sums.q0.addProduct(Vector(repeating: b[o]), w0)
            sums.r0.addProduct(Vector(repeating: c[o]), w0); sums.s0.addProduct(Vector(repeating: d[o]), w0)
            sums.p1.addProduct(Vector(repeating: e[o]), w0); sums.q1.addProduct(Vector(repeating: f[o]), w0)
            sums.r1.addProduct(Vector(repeating: g[o]), w0); sums.s1.addProduct(Vector(repeating: h[o]), w0)
            w += 8
        }
        return sums
    }
}

/// The maximum of the four values of a pool and its index; the first of equal ones. NaN wins, so that it is noticed.
@_transparent func poolWinner(_ p: Vector, _ q: Vector, _ r: Vector, _ s: Vector) -> (best: Vector, number: SIMD8<Int32>) {
    let above = (q .> p) .| (q .!= q), below = (s .> r) .| (s .!= s)
    let upper = p.replacing(with: q, where: above), lower = r.replacing(with: s, where: below)
    let upperNumber = SIMD8<Int32>(repeating: 0).replacing(with: SIMD8(repeating: 1), where: above)
    let lowerNumber = SIMD8<Int32>(repeating: 2).replacing(with: SIMD8(repeating: 3), where: below)
    let isLower = (lower .> upper) .| (lower .!= lower)
    return (upper.replacing(with: lower, where: isLower), upperNumber.replacing(with: lowerNumber, where: isLower))
}

/// A pool's output from its largest sum, and its mark: the index of the maximum, or `stopped` where ReLU makes it 0.
@_transparent func pooled(_ winner: (best: Vector, number: SIMD8<Int32>), _ floor: Vector) -> (y: Vector, mark: SIMD8<Int32>) {
    (clamped(winner.best, floor), winner.number.replacing(with: SIMD8(repeating: ConvolutionKernels.stopped), where: winner.best .<= floor))
}

/// ReLU with floor 0; unchanged where `floor` is NaN. NaN stays NaN.
@_transparent func clamped(_ x: Vector, _ floor: Vector) -> Vector { x.replacing(with: floor, where: x .< floor) }

/// The same for one value.
@_transparent func clamped(_ x: Float, _ floor: Float) -> Float { x < floor ? floor : x }

/// Stores the first `count` of eight small integers as bytes; all eight where `count` is larger.
@inline(__always)
func store(_ numbers: SIMD8<Int32>, _ target: UnsafeMutablePointer<UInt8>, first count: Int) {
    if count >= 8 {
        platform_store_bytes(numbers, target)
    } else {
        for index in 0..<count { target[index] = UInt8(truncatingIfNeeded: numbers[index]) }
    }
}
