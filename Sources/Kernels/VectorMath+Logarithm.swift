/// ln x, relative error below 2e-7 (absolute error near 1): −infinity at 0, NaN below 0.
@_transparent func logarithm(_ x: Vector) -> Vector {
    let tiny = Vector(repeating: 0x1p-126)
    let result = boundedLogarithm(x.replacing(with: tiny, where: x .< tiny))
    let special = Vector(repeating: .nan).replacing(with: Vector(repeating: -.infinity), where: x .== Vector())
    return result.replacing(with: special, where: x .<= Vector()).replacing(with: x, where: x .== Vector(repeating: .infinity))
}

/// ln x for x from the smallest normal number up; NaN stays NaN.
///
/// x = 2ⁿ · m with √½ ≤ m < √2, ln m by a polynomial of degree 9 in m − 1 (Cephes' logf). The exponent is converted by placing it in the lowest bits of 2²³.
@_transparent func boundedLogarithm(_ x: Vector) -> Vector {
    let bits = unsafeBitCast(x, to: SIMD8<UInt32>.self)
    var n = unsafeBitCast(bits &>> 23 | 0x4B00_0000, to: Vector.self) - Vector(repeating: 0x1p23 + 126)
    var m = unsafeBitCast(bits & 0x007F_FFFF | 0x3F00_0000, to: Vector.self)
    let isSmall = m .< Vector(repeating: 0.707_106_781)
    n = n.replacing(with: n - 1, where: isSmall)
    m = m.replacing(with: m + m, where: isSmall) - 1
    let square = m * m
    var p = Vector(repeating: 7.037_683_6e-2)
    p = Vector(repeating: -1.151_461_03e-1).addingProduct(p, m)
    p = Vector(repeating: 1.167_699_87e-1).addingProduct(p, m)
    p = Vector(repeating: -1.242_014_08e-1).addingProduct(p, m)
    p = Vector(repeating: 1.424_932_28e-1).addingProduct(p, m)
    p = Vector(repeating: -1.666_805_77e-1).addingProduct(p, m)
    p = Vector(repeating: 2.000_071_48e-1).addingProduct(p, m)
    p = Vector(repeating: -2.499_999_4e-1).addingProduct(p, m)
    p = Vector(repeating: 3.333_333_1e-1).addingProduct(p, m)
    var y = p * m * square
    y = y.addingProduct(n, Vector(repeating: -2.121_944_4e-4)) - square * 0.5
    return (m + y).addingProduct(n, Vector(repeating: 0.693_359_375)).replacing(with: x, where: x .!= x)
}

/// ln(1 + x) for x from 0 to 1e30, relative error below 4e-7: corrected for the rounding of 1 + x.
@_transparent func logarithmOfOnePlus(_ x: Vector) -> Vector {
    let sum = Vector(repeating: 1) + x
    return boundedLogarithm(sum) + (x - (sum - 1)) / sum
}

/// ln(1 + e^x), relative error below 5e-7 where e^x does not underflow: max(x, 0) + ln(1 + e^−|x|).
@_transparent func softplus(_ x: Vector) -> Vector {
    let magnitude = x.replacing(with: Vector() - x, where: x .< Vector())
    let positive = x.replacing(with: Vector(), where: x .< Vector())
    return positive + logarithmOfOnePlus(exponential(Vector() - magnitude))
}

/// The distribution function of the standard normal, ½ erfc(−x / √2), relative error below 5e-6, also in its lower tail (erfcc of Numerical Recipes).
@_transparent func normalDistribution(_ x: Vector) -> Vector {
    let magnitude = x.replacing(with: Vector() - x, where: x .< Vector()) * 0.707_106_781
    let t = Vector(repeating: 1) / (Vector(repeating: 1).addingProduct(magnitude, Vector(repeating: 0.5)))
    var p = Vector(repeating: 0.170_872_77)
    p = Vector(repeating: -0.822_152_23).addingProduct(p, t)
    p = Vector(repeating: 1.488_515_87).addingProduct(p, t)
    p = Vector(repeating: -1.135_203_98).addingProduct(p, t)
    p = Vector(repeating: 0.278_868_07).addingProduct(p, t)
    p = Vector(repeating: -0.186_288_06).addingProduct(p, t)
    p = Vector(repeating: 0.096_784_18).addingProduct(p, t)
    p = Vector(repeating: 0.374_091_96).addingProduct(p, t)
    p = Vector(repeating: 1.000_023_68).addingProduct(p, t)
    p = Vector(repeating: -1.265_512_23).addingProduct(p, t)
    let tail = t * exponential(p - x * x * 0.5) * 0.5
    return (Vector(repeating: 1) - tail).replacing(with: tail, where: x .< Vector())
}
