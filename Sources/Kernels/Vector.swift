import CPlatform

/// Eight values in one register. `@_transparent`, not `@inline(__always)`: the latter silently stops inlining in large functions,
/// and an accumulator that leaves its register makes a loop half as fast.
typealias Vector = SIMD8<Float>

@_transparent func load(_ pointer: UnsafePointer<Float>, _ offset: Int) -> Vector {
    UnsafeRawPointer(pointer + offset).loadUnaligned(as: Vector.self)
}

@_transparent func load(_ pointer: UnsafeMutablePointer<Float>, _ offset: Int) -> Vector {
    UnsafeRawPointer(pointer + offset).loadUnaligned(as: Vector.self)
}

@_transparent func store(_ vector: Vector, _ pointer: UnsafeMutablePointer<Float>, _ offset: Int) {
    UnsafeMutableRawPointer(pointer + offset).storeBytes(of: vector, as: Vector.self)
}

/// The larger value; `a` where it is NaN.
@_transparent func maximum(_ a: Vector, _ b: Vector) -> Vector { a.replacing(with: b, where: b .> a) }

/// Loads the first `count` of eight values, followed by zeros; all eight where `count` is larger.
@inline(__always)
func load(_ pointer: UnsafePointer<Float>, _ offset: Int, first count: Int) -> Vector {
    if count >= 8 { return load(pointer, offset) }
    var vector = Vector()
    for lane in 0..<count { vector[lane] = pointer[offset + lane] }
    return vector
}

/// Stores the first `count` of eight values; all eight where `count` is larger.
@inline(__always)
func store(_ vector: Vector, _ target: UnsafeMutablePointer<Float>, first count: Int) {
    if count >= 8 { store(vector, target, 0) } else { for index in 0..<count { target[index] = vector[index] } }
}

/// Prefetches values that are needed soon into the caches. Any address is allowed.
@_transparent
func prefetch(_ numbers: UnsafePointer<Float>, _ part: Range<Int>) {
    for place in stride(from: part.lowerBound, to: part.upperBound, by: 16) { platform_prefetch(numbers + place) }
}
