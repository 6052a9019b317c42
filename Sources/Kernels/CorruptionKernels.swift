/// Random changes of rows of inputs, in place. The values 32 · b … 32 · b + 31 of a row depend on the counters 8 · b … 8 · b + 7 of its stream only, so a row is the same wherever and
/// whenever it is computed.
public enum CorruptionKernels {
    /// x + deviation · n, n standard normal (Box and Muller 1958), clipped to `range`.
    public static func addGaussian(_ x: UnsafeMutablePointer<Float>, count: Int, deviation: Float, range: ClosedRange<Float>, random: Philox, stream: UInt64) {
        let low = Vector(repeating: range.lowerBound), high = Vector(repeating: range.upperBound), scale = Vector(repeating: deviation)
        eachBlock(x, count) { block, start in
            let words = random.eightCounters(from: UInt64(start / 4), stream: stream)
            let first = gaussians(words.0, words.1), second = gaussians(words.2, words.3)
            store(clip(load(block, 0).addingProduct(first.0, scale), low, high), block, 0)
            store(clip(load(block, 8).addingProduct(first.1, scale), low, high), block, 8)
            store(clip(load(block, 16).addingProduct(second.0, scale), low, high), block, 16)
            store(clip(load(block, 24).addingProduct(second.1, scale), low, high), block, 24)
        }
    }

    /// Replaces each value by `low` with probability `lowShare`, or by `high` with probability `highShare`.
    public static func replace(
        _ x: UnsafeMutablePointer<Float>, count: Int, lowShare: Float, low: Float, highShare: Float, high: Float, random: Philox, stream: UInt64
    ) {
        let first = Vector(repeating: lowShare), second = Vector(repeating: lowShare + highShare), low = Vector(repeating: low), high = Vector(repeating: high)
        eachBlock(x, count) { block, start in
            let words = random.eightCounters(from: UInt64(start / 4), stream: stream)
            store(choose(load(block, 0), words.0, first, low, second, high), block, 0)
            store(choose(load(block, 8), words.1, first, low, second, high), block, 8)
            store(choose(load(block, 16), words.2, first, low, second, high), block, 16)
            store(choose(load(block, 24), words.3, first, low, second, high), block, 24)
        }
    }

    /// Processes a row 32 values at a time; a shorter end on a copy.
    @inline(__always)
    private static func eachBlock(_ x: UnsafeMutablePointer<Float>, _ count: Int, _ body: (_ block: UnsafeMutablePointer<Float>, _ start: Int) -> Void) {
        var start = 0
        while start + 32 <= count {
            body(x + start, start)
            start += 32
        }
        guard start < count else { return }
        withUnsafeTemporaryAllocation(of: Float.self, capacity: 32) { copy in
            guard let base = copy.baseAddress else { return }
            base.initialize(repeating: 0, count: 32)
            base.update(from: x + start, count: count - start)
            body(base, start)
            (x + start).update(from: base, count: count - start)
        }
    }
}

/// 24 bits of each word, in [0, 1).
@_transparent private func fraction(_ words: SIMD8<UInt32>) -> Vector {
    Vector(unsafeBitCast(words &>> SIMD8(repeating: 8), to: SIMD8<Int32>.self)) * Vector(repeating: 0x1p-24)
}

@_transparent private func choose(_ x: Vector, _ words: SIMD8<UInt32>, _ first: Vector, _ low: Vector, _ second: Vector, _ high: Vector) -> Vector {
    let chance = fraction(words)
    return x.replacing(with: high, where: chance .< second).replacing(with: low, where: chance .< first)
}

@_transparent private func clip(_ x: Vector, _ low: Vector, _ high: Vector) -> Vector {
    let raised = x.replacing(with: low, where: x .< low)
    return raised.replacing(with: high, where: raised .> high)
}

/// Sixteen standard normal values.
@_transparent private func gaussians(_ a: SIMD8<UInt32>, _ b: SIMD8<UInt32>) -> (Vector, Vector) {
    // Half a step away from 0, whose logarithm is infinite.
    let u = fraction(a) + Vector(repeating: 0x1p-25)
    let radius = (naturalLogarithm(u) * Vector(repeating: -2)).squareRoot(), (sine, cosine) = sineAndCosine(fraction(b))
    return (radius * cosine, radius * sine)
}

extension Philox {
    /// The words of eight counters from `first` on, in four vectors: the counters' first and second words interleaved in two vectors, then their third and fourth words.
    @_transparent
    func eightCounters(from first: UInt64, stream: UInt64) -> (SIMD8<UInt32>, SIMD8<UInt32>, SIMD8<UInt32>, SIMD8<UInt32>) {
        let index = SIMD8<UInt64>(repeating: first) &+ SIMD8<UInt64>(0, 1, 2, 3, 4, 5, 6, 7)
        let low = SIMD8<UInt64>(repeating: 0xFFFF_FFFF), half = SIMD8<UInt64>(repeating: 32)
        // Each word has 64 bits, so that a product needs no unpacking.
        var c0 = index & low, c1 = index &>> half, c2 = SIMD8<UInt64>(repeating: stream & 0xFFFF_FFFF), c3 = SIMD8<UInt64>(repeating: stream >> 32)
        var k0 = key[0], k1 = key[1]
        for _ in 0..<10 {
            let a = (c0 & low) &* SIMD8(repeating: 0xD251_1F53), b = (c2 & low) &* SIMD8(repeating: 0xCD9E_8D57)
            c0 = (b &>> half) ^ c1 ^ SIMD8(repeating: UInt64(k0))
            c2 = (a &>> half) ^ c3 ^ SIMD8(repeating: UInt64(k1))
            c1 = b & low
            c3 = a & low
            k0 &+= 0x9E37_79B9
            k1 &+= 0xBB67_AE85
        }
        let first = c0 | (c1 &<< half), second = c2 | (c3 &<< half)
        return (
            unsafeBitCast(first.lowHalf, to: SIMD8<UInt32>.self), unsafeBitCast(first.highHalf, to: SIMD8<UInt32>.self),
            unsafeBitCast(second.lowHalf, to: SIMD8<UInt32>.self), unsafeBitCast(second.highHalf, to: SIMD8<UInt32>.self)
        )
    }
}

/// ln x for normal x > 0: x = m · 2^n with m in √½…√2, ln m = 2 artanh s with s = (m − 1) / (m + 1); relative error below 3e-7.
@_transparent private func naturalLogarithm(_ x: Vector) -> Vector {
    let one = Vector(repeating: 1), rootHalf = SIMD8<Int32>(repeating: 0x3F35_04F3)
    let bits = unsafeBitCast(x, to: SIMD8<Int32>.self) &- rootHalf
    let exponent = Vector(bits &>> SIMD8(repeating: 23))
    let m = unsafeBitCast((bits & SIMD8(repeating: 0x007F_FFFF)) &+ rootHalf, to: Vector.self)
    let s = (m - one) / (m + one), square = s * s
    var series = Vector(repeating: 1.0 / 7).addingProduct(square, Vector(repeating: 1.0 / 9))
    series = Vector(repeating: 1.0 / 5).addingProduct(series, square)
    series = Vector(repeating: 1.0 / 3).addingProduct(series, square)
    series = one.addingProduct(series, square)
    return (s * series * Vector(repeating: 2)).addingProduct(exponent, Vector(repeating: 0.693_147_18))
}

/// sin 2πt and cos 2πt for t in 0…1: the nearest quarter turn, and Taylor's series on ±π/4 about it; absolute error below 1e-6.
@_transparent private func sineAndCosine(_ t: Vector) -> (sine: Vector, cosine: Vector) {
    // Adding 1.5 · 2²³ rounds to a whole number and leaves it in the lowest bits.
    let rounder = Vector(repeating: 12_582_912), fourfold = t * Vector(repeating: 4), rounded = fourfold + rounder, quarters = rounded - rounder
    let x = (fourfold - quarters) * Vector(repeating: .pi / 2), square = x * x
    var sine = Vector(repeating: -1.0 / 5040).addingProduct(square, Vector(repeating: 1.0 / 362_880))
    sine = Vector(repeating: 1.0 / 120).addingProduct(sine, square)
    sine = Vector(repeating: -1.0 / 6).addingProduct(sine, square)
    sine = x.addingProduct(sine * square, x)
    var cosine = Vector(repeating: -1.0 / 720).addingProduct(square, Vector(repeating: 1.0 / 40_320))
    cosine = Vector(repeating: 1.0 / 24).addingProduct(cosine, square)
    cosine = Vector(repeating: -0.5).addingProduct(cosine, square)
    cosine = Vector(repeating: 1).addingProduct(cosine, square)
    let quarter = unsafeBitCast(rounded, to: SIMD8<Int32>.self)
    let one = SIMD8<Int32>(repeating: 1), two = SIMD8<Int32>(repeating: 2), none = SIMD8<Int32>()
    let isOdd = (quarter & one) .== one
    let first = sine.replacing(with: cosine, where: isOdd), second = cosine.replacing(with: sine, where: isOdd)
    return (
        first.replacing(with: Vector() - first, where: (quarter & two) .!= none),
        second.replacing(with: Vector() - second, where: ((quarter &+ one) & two) .!= none)
    )
}
