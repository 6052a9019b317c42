/// e^x, relative error below 2e-7 for x in −87…88; 0 below, infinity above. NaN stays NaN.
@_transparent func exponential(_ x: Vector) -> Vector {
    let result = boundedExponential(clamped(x, -87.3, 88.3)).replacing(with: Vector(), where: x .< Vector(repeating: -87.3))
    return result.replacing(with: Vector(repeating: .infinity), where: x .> Vector(repeating: 88.3))
}

/// e^x for x in −87.3…88.3.
@_transparent func boundedExponential(_ x: Vector) -> Vector {
    let (r, p, scale) = exponentialParts(x)
    return (Vector(repeating: 1) + r).addingProduct(p, r * r) * scale
}

/// e^x − 1, relative error below 4e-7, infinity above 88.3: computed as 2ⁿ (e^r − 1) + (2ⁿ − 1), which has no cancellation near 0. NaN stays NaN.
@_transparent func exponentialMinusOne(_ x: Vector) -> Vector {
    let (r, p, scale) = exponentialParts(clamped(x, -87.3, 88.3))
    let result = (scale - 1).addingProduct(r.addingProduct(p, r * r), scale)
    return result.replacing(with: Vector(repeating: .infinity), where: x .> Vector(repeating: 88.3))
}

/// For x in −87.3…88.3: r, p and 2ⁿ with e^x = 2ⁿ · (1 + r + p · r²).
///
/// x = n · ln 2 + r with |r| ≤ ln 2 / 2, ln 2 in two parts (Cody and Waite), e^r by a polynomial of degree 6 (Cephes' expf), then the exponent.
/// Adding 1.5 · 2²³ rounds a number to an integer in the sum's lowest bits, so that no conversion is needed and NaN is kept.
@_transparent func exponentialParts(_ x: Vector) -> (r: Vector, p: Vector, scale: Vector) {
    let shift = Vector(repeating: 12_582_912)
    let shifted = shift.addingProduct(x, Vector(repeating: 1.442_695_04)), n = shifted - shift
    var r = x.addingProduct(n, Vector(repeating: -0.693_359_375))
    r = r.addingProduct(n, Vector(repeating: 2.121_944_4e-4))
    var p = Vector(repeating: 1.987_569_15e-4)
    p = Vector(repeating: 1.398_199_95e-3).addingProduct(p, r)
    p = Vector(repeating: 8.333_451_9e-3).addingProduct(p, r)
    p = Vector(repeating: 4.166_579_6e-2).addingProduct(p, r)
    p = Vector(repeating: 1.666_666_55e-1).addingProduct(p, r)
    p = Vector(repeating: 5.000_000_1e-1).addingProduct(p, r)
    let scale = (unsafeBitCast(shifted, to: SIMD8<UInt32>.self) &+ SIMD8(repeating: 127)) &<< SIMD8(repeating: 23)
    return (r, p, unsafeBitCast(scale, to: Vector.self))
}

/// 1 / (1 + e^-x), relative error below 3e-7 where it does not underflow.
@_transparent func logistic(_ x: Vector) -> Vector {
    Vector(repeating: 1) / (Vector(repeating: 1) + boundedExponential(clamped(Vector() - x, -87.3, 88.3)))
}

/// tanh x, relative error below 5e-7, as a quotient of polynomials (degrees 13 and 6, as in Eigen) that reaches 1 at the bound.
@_transparent func hyperbolicTangent(_ x: Vector) -> Vector {
    let bounded = clamped(x, -7.998_811_7, 7.998_811_7)
    let square = bounded * bounded
    var p = Vector(repeating: -2.760_768_477e-16)
    p = Vector(repeating: 2.000_187_905e-13).addingProduct(p, square)
    p = Vector(repeating: -8.604_671_522e-11).addingProduct(p, square)
    p = Vector(repeating: 5.122_297_091e-8).addingProduct(p, square)
    p = Vector(repeating: 1.485_722_357e-5).addingProduct(p, square)
    p = Vector(repeating: 6.372_619_289e-4).addingProduct(p, square)
    p = Vector(repeating: 4.893_524_559e-3).addingProduct(p, square)
    var q = Vector(repeating: 1.198_258_395e-6)
    q = Vector(repeating: 1.185_347_057e-4).addingProduct(q, square)
    q = Vector(repeating: 2.268_434_632e-3).addingProduct(q, square)
    q = Vector(repeating: 4.893_525_186e-3).addingProduct(q, square)
    return bounded * p / q
}

/// x clamped to the bounds; NaN stays NaN.
@_transparent func clamped(_ x: Vector, _ low: Float, _ high: Float) -> Vector {
    let raised = x.replacing(with: Vector(repeating: low), where: x .< Vector(repeating: low))
    return raised.replacing(with: Vector(repeating: high), where: raised .> Vector(repeating: high))
}
