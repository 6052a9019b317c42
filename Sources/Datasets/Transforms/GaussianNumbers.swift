import Tensors

extension RandomGenerator {
    /// Eight independent numbers of mean 0 and deviation 1 (Box and Muller), from the words of places 2 · `group` and after.
    func gaussians(stream: UInt64, group: Int) -> SIMD8<Float> {
        let first = philox.words(index: UInt64(2 * group), stream: stream), second = philox.words(index: UInt64(2 * group + 1), stream: stream)
        let words = SIMD8(lowHalf: first, highHalf: second)
        // 24 bits each, the radius' half a step away from 0, whose logarithm is infinite.
        let u = (SIMD4<Float>(words.lowHalf &>> 8) + 0.5) * 0x1p-24, turns = SIMD4<Float>(words.highHalf &>> 8) * 0x1p-24
        let radius = (naturalLogarithm(u) * -2).squareRoot()
        let (sine, cosine) = sineAndCosine(turns)
        return SIMD8(lowHalf: radius * cosine, highHalf: radius * sine)
    }
}

/// ln x for normal x > 0: x = m · 2^n with m in √½…√2, ln m = 2 artanh s with s = (m − 1) / (m + 1); relative error below 3e-7.
private func naturalLogarithm(_ x: SIMD4<Float>) -> SIMD4<Float> {
    let bits = unsafeBitCast(x, to: SIMD4<Int32>.self) &- 0x3F35_04F3  // √½
    let exponent = SIMD4<Float>(bits &>> 23)
    let m = unsafeBitCast((bits & 0x007F_FFFF) &+ 0x3F35_04F3, to: SIMD4<Float>.self)
    let s = (m - 1) / (m + 1), square = s * s
    var series = square * Float(1.0 / 9) + Float(1.0 / 7)
    series = series * square + Float(1.0 / 5)
    series = series * square + Float(1.0 / 3)
    series = series * square + Float(1)
    return s * series * Float(2) + exponent * Float(0.693_147_18)
}

/// sin 2πt and cos 2πt for t in 0…1: the nearest quarter turn, and Taylor's series on ±π/4 about it; absolute error below 1e-6.
private func sineAndCosine(_ t: SIMD4<Float>) -> (sine: SIMD4<Float>, cosine: SIMD4<Float>) {
    let fourfold = t * Float(4), quarters = fourfold.rounded(.toNearestOrEven), x = (fourfold - quarters) * (Float.pi / 2), square = x * x
    var sine = square * Float(1.0 / 362_880) - Float(1.0 / 5040)
    sine = sine * square + Float(1.0 / 120)
    sine = sine * square - Float(1.0 / 6)
    sine = (sine * square + Float(1)) * x
    var cosine = square * Float(1.0 / 40_320) - Float(1.0 / 720)
    cosine = cosine * square + Float(1.0 / 24)
    cosine = cosine * square - Float(0.5)
    cosine = cosine * square + Float(1)
    let quarter = SIMD4<Int32>(quarters) & 3
    let isOdd = (quarter & 1) .== 1
    let first = sine.replacing(with: cosine, where: isOdd), second = cosine.replacing(with: sine, where: isOdd)
    return (
        first.replacing(with: -first, where: (quarter & 2) .!= 0), second.replacing(with: -second, where: ((quarter &+ 1) & 2) .!= 0)
    )
}
