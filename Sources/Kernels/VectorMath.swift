/// e^x for eight numbers, relative error below 2e-7 on -87…88; 0 below, infinity above. NaN stays NaN.
///
/// x = n · ln 2 + r with |r| ≤ ln 2 / 2, ln 2 in two parts (Cody and Waite), e^r by a polynomial of degree 6 (Cephes' expf), then the exponent.
@_transparent func exponential(_ x: Vector) -> Vector {
    let clamped = x.replacing(with: Vector(repeating: -87.3), where: x .< Vector(repeating: -87.3))
        .replacing(with: Vector(repeating: 88.3), where: x .> Vector(repeating: 88.3))
    let n = (clamped * Vector(repeating: 1.442_695_04)).rounded(.toNearestOrEven)
    var r = clamped.addingProduct(n, Vector(repeating: -0.693_359_375))
    r = r.addingProduct(n, Vector(repeating: 2.121_944_4e-4))
    var p = Vector(repeating: 1.987_569_15e-4)
    p = Vector(repeating: 1.398_199_95e-3).addingProduct(p, r)
    p = Vector(repeating: 8.333_451_9e-3).addingProduct(p, r)
    p = Vector(repeating: 4.166_579_6e-2).addingProduct(p, r)
    p = Vector(repeating: 1.666_666_55e-1).addingProduct(p, r)
    p = Vector(repeating: 5.000_000_1e-1).addingProduct(p, r)
    let power = (Vector(repeating: 1) + r).addingProduct(p, r * r)
    // A NaN has no exponent: it must not reach the conversion.
    let exponent = SIMD8<Int32>(truncatingIfNeeded: SIMD8<Int32>(n.replacing(with: Vector(), where: n .!= n)))
    let scale = unsafeBitCast((exponent &+ SIMD8(repeating: 127)) &<< SIMD8(repeating: 23), to: Vector.self)
    var result = power * scale
    result = result.replacing(with: Vector(), where: x .< Vector(repeating: -87.3))
    result = result.replacing(with: Vector(repeating: .infinity), where: x .> Vector(repeating: 88.3))
    return result.replacing(with: x, where: x .!= x)
}

/// 1 / (1 + e^-x), relative error below 3e-7 where it does not underflow.
@_transparent func logistic(_ x: Vector) -> Vector {
    Vector(repeating: 1) / (Vector(repeating: 1) + exponential(Vector() - x))
}

/// tanh x, absolute error below 3e-7: (1 − e^-2|x|) / (1 + e^-2|x|) with x's sign; a short series near 0, where that would cancel.
@_transparent func hyperbolicTangent(_ x: Vector) -> Vector {
    let magnitude = x.replacing(with: Vector() - x, where: x .< Vector())
    let e = exponential(magnitude * Vector(repeating: -2))
    let far = (Vector(repeating: 1) - e) / (Vector(repeating: 1) + e)
    let square = x * x
    var series = Vector(repeating: -0.053_968_254)   // x − x³/3 + 2x⁵/15 − 17x⁷/315
    series = Vector(repeating: 0.133_333_33).addingProduct(series, square)
    series = Vector(repeating: -0.333_333_33).addingProduct(series, square)
    let near = x.addingProduct(x * square, series)
    let signed = far.replacing(with: Vector() - far, where: x .< Vector())
    return signed.replacing(with: near, where: magnitude .< Vector(repeating: 0.1)).replacing(with: x, where: x .!= x)
}
